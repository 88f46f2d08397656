using AeKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class AutoencoderTests
{
    [Fact]
    public void The_decoder_mirrors_the_encoder()
    {
        var model = new Autoencoder([12, 7, 3]);

        var output = model.call(zeros(5, 12));

        Assert.Equal([5, 12], output.Reconstruction.shape);
        Assert.Equal([5, 3], output.Latent.shape);
        Assert.Equal(
            [[7, 12], [7], [3, 7], [3], [7, 3], [7], [12, 7], [12]],
            model.parameters().Select(p => p.shape));
    }

    [Fact]
    public void Encoding_and_decoding_is_the_forward_pass()
    {
        manual_seed(1);
        var model = new Autoencoder([6, 4, 2], Likelihood.Bernoulli, Activation.Tanh, Activation.Sigmoid);
        var x = rand(3, 6);

        var output = model.call(x);

        Assert.Equal(output.Latent.data<float>().ToArray(), model.Encode(x).data<float>().ToArray());
        Assert.Equal(output.Reconstruction.data<float>().ToArray(), model.Decode(output.Latent).data<float>().ToArray());
        Assert.All(output.Latent.data<float>().ToArray(), value => Assert.InRange(value, 0, 1));
        Assert.All(output.Reconstruction.data<float>().ToArray(), value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void One_linear_layer_each_way_is_a_matrix_product()
    {
        manual_seed(1);
        var model = new Autoencoder([3, 2]);
        var x = randn(4, 3);
        var p = model.parameters().ToArray();

        var expected = (x.matmul(p[0].t()) + p[1]).matmul(p[2].t()) + p[3];

        Assert.True((expected - model.call(x).Reconstruction).abs().max().item<float>() < 1e-6);
    }

    [Fact]
    public void The_loss_is_half_the_squared_error_per_example()
    {
        manual_seed(1);
        var model = new Autoencoder([5, 2]);
        var x = randn(8, 5);

        var output = model.call(x);
        var loss = model.Loss(x, output);

        var expected = (x - output.Reconstruction).pow(2).sum().item<float>() / 16;
        Assert.Equal(expected, loss.Total.item<float>(), 1e-5);
        Assert.Equal(expected, loss.Reconstruction.item<float>(), 1e-5);
        Assert.Equal(0, loss.Regularization.item<float>());
    }

    [Theory]
    [InlineData(Activation.Linear)]
    [InlineData(Activation.ELU)]
    [InlineData(Activation.GELU)]
    [InlineData(Activation.SiLU)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Tanh)]
    public void The_gradient_is_that_of_finite_differences(Activation activation)
    {
        manual_seed(1);
        var model = new Autoencoder([4, 5, 2], Likelihood.SquaredError, activation).to(ScalarType.Float64);
        var x = randn(6, 4, dtype: ScalarType.Float64);
        model.Loss(x, model.call(x)).Total.backward();

        foreach (var parameter in model.parameters())
        {
            var gradient = parameter.grad!.data<double>().ToArray();
            using var noGrad = no_grad();
            var flat = parameter.view(-1);
            for (var i = 0; i < gradient.Length; i++)
            {
                Assert.Equal((At(i, 1e-5) - At(i, -1e-5)) / 2e-5, gradient[i], 1e-7);
            }

            double At(int index, double step)
            {
                var kept = flat[index].item<double>();
                flat[index] = kept + step;
                var loss = model.Loss(x, model.call(x)).Total.item<double>();
                flat[index] = kept;
                return loss;
            }
        }
    }

    [Fact]
    public void The_seed_decides_the_weights()
    {
        manual_seed(7);
        var first = new Autoencoder([9, 4]);
        manual_seed(7);
        var second = new Autoencoder([9, 4]);

        Assert.Equal(
            first.parameters().SelectMany(p => p.data<float>().ToArray()),
            second.parameters().SelectMany(p => p.data<float>().ToArray()));
    }

    [Fact]
    public void A_saved_model_gives_the_same_reconstructions()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.dat");
        try
        {
            var saved = new Autoencoder([6, 3, 2]);
            saved.save(path);
            var loaded = new Autoencoder([6, 3, 2]);
            loaded.load(path);

            var x = rand(4, 6);
            Assert.Equal(saved.call(x).Reconstruction.data<float>().ToArray(), loaded.call(x).Reconstruction.data<float>().ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(new long[] { 784 })]
    [InlineData(new long[] { 784, 0 })]
    [InlineData(new long[] { })]
    public void Sizes_that_make_no_autoencoder_are_refused(long[] sizes)
    {
        var error = Assert.Throws<ArgumentException>(() => new Autoencoder(sizes));
        Assert.Contains("[784, 256]", error.Message);
    }
}
