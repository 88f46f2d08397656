using AeKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class ConvolutionalVaeTests
{
    [Theory]
    [InlineData(new long[] { 1, 8, 8 }, 64)]
    [InlineData(new long[] { 1, 28, 28 }, 784)]
    public void Shapes_are_those_of_a_variational_autoencoder(long[] imageShape, long size)
    {
        manual_seed(1);
        var model = new ConvolutionalVae(imageShape, [32, 64], latent: 20, Likelihood.Bernoulli);

        var output = (VariationalOutput)model.call(rand(2, size));

        Assert.All(new[] { output.Latent, output.Mean, output.LogVariance }, t => Assert.Equal([2, 20], t.shape));
        Assert.Equal([2, size], output.Reconstruction.shape);
        Assert.Equal([3, size], model.Sample(3).shape);
    }

    [Fact]
    public void At_28_by_28_it_has_the_weights_of_two_convolutions_and_3136_units_between()
    {
        var model = new ConvolutionalVae([1, 28, 28], [32, 64], latent: 20, Likelihood.Bernoulli);
        long[] expected =
        [
            16 * 32 + 32, 16 * 32 * 64 + 64, 2 * (3136 * 20 + 20),
            20 * 3136 + 3136, 16 * 64 * 32 + 32, 16 * 32 + 1,
        ];

        Assert.Equal(expected.Sum(), model.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void The_loss_is_the_negative_log_likelihood_plus_the_divergence()
    {
        manual_seed(1);
        var model = new ConvolutionalVae([1, 4, 4], [4], latent: 2, Likelihood.Bernoulli, beta: 3);
        var x = rand(5, 16);

        var output = (VariationalOutput)model.call(x);
        var loss = model.Loss(x, output);

        var p = output.Reconstruction;
        Assert.Equal(-(x * p.log() + (1 - x) * (1 - p).log()).sum().item<float>() / 5, loss.Reconstruction.item<float>(), 1e-4);
        Assert.Equal(3 * output.KlPerDimension().sum().item<float>() / 5, loss.Regularization.item<float>(), 1e-5);
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        manual_seed(1);
        var model = new ConvolutionalVae([1, 4, 4], [2, 3], 2, Likelihood.Gaussian(0.5), activation: Activation.Tanh).to(ScalarType.Float64);
        var x = rand(3, 16, dtype: ScalarType.Float64);
        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total, 1e-6);
    }

    [Fact]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit() =>
        Resuming.AssertBitForBit(() => new ConvolutionalVae([3, 2, 2], [4], latent: 2, Likelihood.Bernoulli, warmUpSteps: 10), features: 12);
}
