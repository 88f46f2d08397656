using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class ConvolutionalAutoencoderTests
{
    [Theory]
    [InlineData(new long[] { 1, 8, 8 }, 64)]
    [InlineData(new long[] { 1, 28, 28 }, 784)]
    [InlineData(new long[] { 3, 12, 16 }, 576)]
    public void Flattened_images_come_back_in_their_size(long[] imageShape, long size)
    {
        manual_seed(1);
        var model = new ConvolutionalAutoencoder(imageShape, [6, 8], latent: 5, Likelihood.Bernoulli);

        var output = model.call(rand(2, size));

        Assert.Equal([2, 5], output.Latent.shape);
        Assert.Equal([2, size], output.Reconstruction.shape);
        Assert.Equal(output.Reconstruction.data<float>().ToArray(), model.Decode(output.Latent).data<float>().ToArray());
    }

    [Fact]
    public void A_convolution_sees_neighbouring_pixels()
    {
        manual_seed(1);
        var model = new ConvolutionalAutoencoder([1, 4, 4], [1], latent: 4);
        using var noGrad = no_grad();
        model.get_parameter("encoder.4.weight")!.copy_(eye(4));
        model.get_parameter("encoder.4.bias")!.zero_();
        model.get_parameter("encoder.1.weight")!.fill_(1);
        model.get_parameter("encoder.1.bias")!.zero_();
        var x = zeros(1, 16);
        x[0, 5] = 1;

        // Pixel (1, 1) lies in all four windows of 4 × 4; pixel (0, 0) only in the first.
        Assert.Equal([1, 1, 1, 1], model.Encode(x).data<float>().ToArray());
        x.zero_();
        x[0, 0] = 1;
        Assert.Equal([1, 0, 0, 0], model.Encode(x).data<float>().ToArray());
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        manual_seed(1);
        var model = new ConvolutionalAutoencoder([1, 4, 4], [2, 3], 2, Likelihood.Bernoulli, Activation.Tanh).to(ScalarType.Float64);
        var x = rand(3, 16, dtype: ScalarType.Float64);
        Gradients.AssertEqualFiniteDifferences(model, () => model.Loss(x, model.call(x)).Total);
    }

    [Fact]
    public void It_learns_digits()
    {
        manual_seed(1);
        var digits = Digits.Load().Take(500);
        var model = new ConvolutionalAutoencoder([1, 8, 8], [8, 16], latent: 8);
        var before = Trainer.Evaluate(model, digits).Total;

        new Trainer(model, optim.Adam(model.parameters(), lr: 0.005)) { Epochs = 10, BatchSize = 50 }.Fit(digits);

        Assert.True(Trainer.Evaluate(model, digits).Total < 0.3 * before);
    }

    [Fact]
    public void A_saved_model_gives_the_same_reconstructions()
    {
        manual_seed(1);
        using var written = new MemoryStream();
        var saved = new ConvolutionalAutoencoder([1, 8, 8], [4, 6], latent: 3);
        saved.save(written);
        using var file = new MemoryStream(written.ToArray());
        var loaded = new ConvolutionalAutoencoder([1, 8, 8], [4, 6], latent: 3);
        loaded.load(file);

        var x = rand(4, 64);
        Assert.Equal(saved.call(x).Reconstruction.data<float>().ToArray(), loaded.call(x).Reconstruction.data<float>().ToArray());
    }

    [Fact]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit() =>
        Resuming.AssertBitForBit(() => new ConvolutionalAutoencoder([3, 2, 2], [4], latent: 2), features: 12);

    [Theory]
    [InlineData(new long[] { 1, 10, 8 }, new long[] { 4, 4 }, "multiples of 4")]
    [InlineData(new long[] { 2, 8, 8 }, new long[] { 4 }, "[1, 28, 28]")]
    [InlineData(new long[] { 8, 8 }, new long[] { 4 }, "[1, 28, 28]")]
    [InlineData(new long[] { 1, 8, 8 }, new long[] { }, "[32, 64]")]
    [InlineData(new long[] { 1, 8, 8 }, new long[] { 4, 0 }, "[32, 64]")]
    public void Sizes_that_do_not_fit_are_refused_with_ones_that_do(long[] imageShape, long[] channels, string remedy)
    {
        var error = Assert.Throws<ArgumentException>(() => new ConvolutionalAutoencoder(imageShape, channels, 2));
        Assert.Contains(remedy, error.Message);
        Assert.Throws<ArgumentException>(() => new ConvolutionalVae(imageShape, channels, 2, Likelihood.Bernoulli));
    }

    [Fact]
    public void A_code_without_units_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionalAutoencoder([1, 8, 8], [4], 0));
}
