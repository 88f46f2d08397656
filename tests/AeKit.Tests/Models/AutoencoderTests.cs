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

        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total);
    }

    [Fact]
    public void A_tied_decoder_uses_the_encoders_weights_transposed()
    {
        manual_seed(1);
        var model = new Autoencoder([5, 3], latentActivation: Activation.Sigmoid, tied: true);
        var x = randn(4, 5);
        Assert.Equal([[3, 5], [3], [5]], model.parameters().Select(p => p.shape));
        var p = model.parameters().ToArray();

        var expected = (x.matmul(p[0].t()) + p[1]).sigmoid().matmul(p[0]) + p[2];

        Assert.True((expected - model.call(x).Reconstruction).abs().max().item<float>() < 1e-6);
    }

    [Fact]
    public void The_gradient_of_tied_weights_is_that_of_finite_differences()
    {
        manual_seed(1);
        var model = new Autoencoder([4, 5, 2], Likelihood.Bernoulli, Activation.Tanh, tied: true).to(ScalarType.Float64);
        var x = rand(6, 4, dtype: ScalarType.Float64);

        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total);
    }

    [Fact]
    public void Dropout_acts_in_training_mode_on_hidden_layers_only()
    {
        manual_seed(1);
        var model = new Autoencoder([4, 2000, 2], dropout: 0.5);
        var single = new Autoencoder([4, 2], dropout: 0.5);
        var x = randn(3, 4);

        Assert.NotEqual(model.call(x).Latent.data<float>().ToArray(), model.call(x).Latent.data<float>().ToArray());
        Assert.Equal(single.call(x).Reconstruction.data<float>().ToArray(), single.call(x).Reconstruction.data<float>().ToArray());
        model.eval();
        Assert.Equal(model.call(x).Latent.data<float>().ToArray(), model.call(x).Latent.data<float>().ToArray());
    }

    [Fact]
    public void Batch_norm_makes_codes_depend_on_the_batch_while_training_and_only_then()
    {
        manual_seed(1);
        var model = new Autoencoder([4, 6, 2], batchNorm: true);
        var x = randn(8, 4);

        Assert.True((model.Encode(x)[..2] - model.Encode(x[..2])).abs().max().item<float>() > 1e-3);
        model.eval();
        Assert.True((model.Encode(x)[..2] - model.Encode(x[..2])).abs().max().item<float>() < 1e-6);
        Assert.Contains("encoder.1.running_mean", model.state_dict().Keys);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    public void A_dropout_that_is_no_probability_is_refused(double dropout) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Autoencoder([4, 3, 2], dropout: dropout));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit(bool tied) =>
        Resuming.AssertBitForBit(() => new Autoencoder([6, 5, 2], tied: tied, dropout: 0.2, batchNorm: true));

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
