using TorchSharp.Modules;
using static TorchSharp.torch.distributions;

namespace AeKit.Torch.Tests.Distributions;

public sealed class DistributionTests
{
    [Fact]
    public void A_reparametrised_sample_moves_with_its_parameters()
    {
        using var scope = NewDisposeScope();
        var loc = tensor([1f, -2]).requires_grad_();
        var scale = tensor([0.5f, 2]).requires_grad_();
        manual_seed(4);
        using var d = Normal(loc, scale);
        var z = d.rsample(1000);
        Assert.Equal([1000L, 2], z.shape);
        z.sum(dim: 0).sum().backward();
        Assert.Equal([1000f, 1000], loc.grad!.data<float>().ToArray());
        // z = loc + scale · ε: the gradient of the scale is the sum of the noise.
        var noise = ((z - loc) / scale).sum(dim: 0);
        Assert.True(noise.allclose(scale.grad!, rtol: 1e-4, atol: 1e-2));
        Assert.False(d.sample(3).requires_grad);
        Assert.True(z.mean([0L]).allclose(loc, atol: 0.2));
    }

    [Fact]
    public void Shapes_of_batches_and_samples()
    {
        using var scope = NewDisposeScope();
        using var d = Normal(zeros(3, 1), ones(4));
        Assert.Equal(new Size((3, 4)), d.batch_shape);
        Assert.True(d.event_shape.IsEmpty);
        Assert.Equal([5L, 2, 3, 4], d.sample(5, 2).shape);
        Assert.Equal([3L, 4], d.sample().shape);
        using var larger = d.expand((2, 3, 4));
        Assert.Equal(new Size((2, 3, 4)), larger.batch_shape);
        Assert.Equal([2L, 3, 4], larger.rsample().shape);
        using var classes = Categorical(ones(6, 3));
        Assert.Equal(new Size(6), classes.batch_shape);
        Assert.Equal([6L, 3], classes.param_shape);
        Assert.Equal([5L, 6], classes.sample(new Size(5)).shape);
        Assert.Equal([2L, 6], classes.expand((2, 6)).sample().shape);
        Assert.Equal(int64, classes.sample().dtype);
        Assert.Equal([2L, 4, 3], ((Bernoulli)Bernoulli(full(3, 0.5)).expand((4, 3))).sample(2).shape);
        Assert.True(double.IsNaN(classes.mean[0].item<float>()));
    }

    [Fact]
    public void Numbers_make_distributions_of_their_type()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(float64, Normal(0.0).sample().dtype);
        Assert.Equal(float32, Normal(0f).sample().dtype);
        Assert.Equal(0.25, Bernoulli(0.25, null).mean.item<double>());
        Assert.Equal(0.5f, Bernoulli(null, 0f).mean.item<float>());
        Assert.Equal(Math.Log(4), Categorical(4).entropy().item<float>(), 1e-6);
        Assert.Equal(0, Categorical(tensor([1f, 0])).entropy().item<float>(), 1e-5);
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_default_one_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var expected = rand(2).data<float>().ToArray();
        manual_seed(2);
        Generator Own() => new(7);
        Assert.Equal(Normal(zeros(3), ones(3), Own()).sample().data<float>().ToArray(), Normal(zeros(3), ones(3), Own()).rsample().data<float>().ToArray());
        Assert.Equal(Categorical(9, Own()).sample(20).data<long>().ToArray(), Categorical(9, Own()).sample(20).data<long>().ToArray());
        Bernoulli(full(3, 0.5), generator: Own()).sample();
        Assert.Equal(expected, rand(2).data<float>().ToArray());
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("either probs or logits", Assert.Throws<ArgumentException>(() => Bernoulli()).Message);
        Assert.Contains("either probs or logits", Assert.Throws<ArgumentException>(() => Categorical(ones(2), ones(2))).Message);
        Assert.Contains("weight 1 of row 0 is -1", Assert.Throws<ArgumentException>(() => multinomial(tensor([1f, -1]), 1)).Message);
        Assert.Contains("row 1 are all zero", Assert.Throws<ArgumentException>(() => multinomial(tensor(new[,] { { 1f, 0 }, { 0, 0 } }), 1)).Message);
        Assert.Contains("3 samples cannot be drawn without replacement from 2", Assert.Throws<ArgumentOutOfRangeException>(() => multinomial(ones(2), 3)).Message);
        Assert.Contains("Normal does not provide enumerate_support", Assert.Throws<NotSupportedException>(() => Normal(0f).enumerate_support()).Message);
        Assert.Contains("must be a Normal", Assert.Throws<ArgumentException>(() => Normal(0f).expand(2, Bernoulli(0.5, null))).Message);
    }

    [Fact]
    public void Sizes_are_equal_by_value()
    {
        Assert.True(new Size([2L, 3]) == new Size((2, 3)));
        Assert.True(new Size((2, 3)) + new Size(4) != new Size((2, 3)));
        Assert.Equal(24, (new Size((2, 3)) + [4L]).numel());
        Assert.Equal(new Size((3, 4)), new Size((2L, 3L, 4L)).Slice(1, 3));
        Assert.Equal(default, Size.Empty);
        Assert.Equal("[2, 3]", new Size((2, 3)).ToString());
    }
}
