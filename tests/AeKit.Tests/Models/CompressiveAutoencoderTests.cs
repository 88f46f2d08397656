using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class CompressiveAutoencoderTests
{
    [Fact]
    public void Codes_are_integers_and_the_rate_is_that_of_the_entropy_model()
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([6, 5, 3]);
        model.eval();
        var x = randn(4, 6) * 5;

        var output = Assert.IsType<CompressiveOutput>(model.call(x));

        Assert.Equal([4, 3], output.Latent.shape);
        Assert.Equal([4, 6], output.Reconstruction.shape);
        Assert.Equal(output.Latent.round().data<float>().ToArray(), output.Latent.data<float>().ToArray());
        Assert.Equal(output.Latent.data<float>().ToArray(), model.Encode(x).data<float>().ToArray());
        Assert.Equal((-model.EntropyModel.call(output.Latent).sum(dim: 1)).data<float>().ToArray(), output.Rate.data<float>().ToArray());
        Assert.Equal(output.Rate[0].item<float>() / Math.Log(2), output.RateInBits()[0].item<float>(), 1e-5);
    }

    [Fact]
    public void Without_quantisation_it_is_an_autoencoder()
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([6, 3], Quantization.None);
        manual_seed(1);
        var plain = new Autoencoder([6, 3]);
        var x = randn(4, 6);

        var (loss, expected) = (model.Loss(x, model.call(x)), plain.Loss(x, plain.call(x)));

        Assert.Equal(expected.Total.item<float>(), loss.Total.item<float>());
        Assert.Equal(0, loss.Regularization.item<float>());
    }

    [Fact]
    public void The_loss_is_rate_plus_lambda_times_distortion()
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([6, 3], Quantization.StraightThrough, lambda: 4);
        var x = randn(8, 6) * 3;

        var output = (CompressiveOutput)model.call(x);
        var loss = model.Loss(x, output);

        var distortion = 0.5 * (x - output.Reconstruction).pow(2).sum().item<float>() / 8;
        Assert.Equal(output.Rate.mean().item<float>(), loss.Regularization.item<float>(), 1e-5);
        Assert.Equal(4 * distortion, loss.Reconstruction.item<float>(), 1e-3);
        Assert.Equal(4 * distortion + output.Rate.mean().item<float>(), loss.Total.item<float>(), 1e-3);
    }

    [Fact]
    public void Uniform_noise_stands_for_rounding_while_training()
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([4, 2], Quantization.UniformNoise);
        using var noGrad = no_grad();
        var x = randn(1, 4).expand(100_000, 4);

        var noise = model.call(x).Latent - (x[..1].matmul(model.get_parameter("encoder.0.weight")!.t()) + model.get_parameter("encoder.0.bias")!);

        Assert.InRange(noise.min().item<float>(), -0.50001, -0.4999);
        Assert.InRange(noise.max().item<float>(), 0.4999, 0.50001);
        Assert.Equal(1.0 / 12, noise.pow(2).mean().item<float>(), 1e-3);
    }

    [Theory]
    [InlineData(Quantization.None)]
    [InlineData(Quantization.UniformNoise)]
    public void The_gradient_is_that_of_finite_differences(Quantization quantization)
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([4, 5, 2], quantization, 3, Likelihood.SquaredError, Activation.Tanh).to(ScalarType.Float64);
        var x = randn(6, 4, dtype: ScalarType.Float64);

        Gradients.AssertEqualFiniteDifferences(model, () =>
        {
            var loss = model.Loss(x, model.call(x)).Total;

            // Without quantisation the entropy model has no part in the loss; its gradient is then this zero.
            return loss + 0 * model.EntropyModel.parameters().Select(p => p.sum()).Aggregate((a, b) => a + b);
        });
    }

    // Rounding has no derivative: the encoder must get the gradient by the rounded code.
    [Fact]
    public void The_straight_through_gradient_is_that_of_the_identity()
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([4, 2], Quantization.StraightThrough, 3).to(ScalarType.Float64);
        var x = 4 * randn(6, 4, dtype: ScalarType.Float64);
        model.Loss(x, model.call(x)).Total.backward();
        var bias = model.get_parameter("encoder.0.bias")!.grad!.data<double>().ToArray();

        var code = model.Encode(x).detach().requires_grad_();
        (3 * 0.5 * (x - model.Decode(code)).pow(2).sum() / 6 - model.EntropyModel.call(code).sum() / 6).backward();

        var expected = code.grad!.sum(dim: 0).data<double>().ToArray();
        Assert.Equal(expected, bias, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData(Quantization.UniformNoise)]
    [InlineData(Quantization.StraightThrough)]
    public void The_bytes_decode_to_the_same_codes_and_are_as_many_as_the_rate_says(Quantization quantization)
    {
        var (train, test) = Digits.Load().Split(1500);
        var model = Trained(train, quantization, lambda: 20);
        using var noGrad = no_grad();

        var bytes = model.Compress(test.Features);
        var codes = model.Decompress(bytes);

        Assert.Equal(Bits(model.Encode(test.Features)), Bits(codes));
        var output = (CompressiveOutput)model.call(test.Features);
        var bits = output.RateInBits().sum().item<float>();
        Assert.InRange(8 * bytes.Length, 0.99 * bits, 1.01 * bits + 80);
        Assert.Equal(output.Reconstruction.data<float>().ToArray(), model.Decode(codes).data<float>().ToArray());
        Assert.True(bits / test.Count > 3, $"{bits / test.Count} bits an image");
        Assert.True(test.Count * 64 > 2 * bytes.Length);

        static int[] Bits(Tensor t) => [.. t.data<float>().ToArray().Select(BitConverter.SingleToInt32Bits)];
    }

    [Fact]
    public void A_larger_lambda_buys_less_error_with_more_bits()
    {
        var (train, test) = Digits.Load().Split(1500);
        var points = new[] { 3.0, 30 }.Select(lambda =>
        {
            var loss = Trainer.Evaluate(Trained(train, Quantization.UniformNoise, lambda), test);
            return (Rate: loss.Regularization, Error: loss.Reconstruction / lambda);
        }).ToArray();

        Assert.True(points[1].Rate > 1.5 * points[0].Rate && points[1].Error < 0.7 * points[0].Error, string.Join(", ", points));
    }

    [Fact]
    public void Codes_far_outside_the_model_come_back_too()
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([3, 2]);
        var x = randn(20, 3) * 1e5;
        Assert.Equal(model.Encode(x).data<float>().ToArray(), model.Decompress(model.Compress(x)).data<float>().ToArray());
    }

    [Fact]
    public void Damaged_bytes_and_those_of_other_weights_are_refused()
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([3, 2]);
        var bytes = model.Compress(randn(20, 3) * 5);

        Assert.All(Enumerable.Range(0, bytes.Length), i =>
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 4;
            Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => model.Decompress(damaged)).Message);
        });
        Assert.Throws<InvalidDataException>(() => model.Decompress(bytes[..^1]));
        Assert.Throws<InvalidDataException>(() => model.Decompress([]));
        using (no_grad())
        {
            model.EntropyModel.parameters().First().add_(tensor(new[] { 0.1f, 0, 0 }));
        }

        Assert.Contains("weights", Assert.Throws<InvalidDataException>(() => model.Decompress(bytes)).Message);
    }

    [Theory]
    [InlineData(Quantization.UniformNoise)]
    [InlineData(Quantization.StraightThrough)]
    public void A_resumed_run_equals_one_that_never_stopped_bit_for_bit(Quantization quantization) =>
        Resuming.AssertBitForBit(() => new CompressiveAutoencoder([6, 5, 2], quantization, 10));

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new CompressiveAutoencoder([3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompressiveAutoencoder([3, 2], lambda: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompressiveAutoencoder([3, 2], (Quantization)7));
        var real = new CompressiveAutoencoder([3, 2], Quantization.None);
        Assert.Contains("UniformNoise", Assert.Throws<InvalidOperationException>(() => real.Compress(zeros(1, 3))).Message);
        Assert.Throws<InvalidOperationException>(() => real.Decompress([1]));
        var model = new CompressiveAutoencoder([3, 2]);
        Assert.Contains("NaN", Assert.Throws<InvalidOperationException>(() => model.Compress(full([1, 3], float.NaN))).Message);
        Assert.Throws<ArgumentException>(() => model.Loss(zeros(1, 3), new AutoencoderOutput(zeros(1, 3), zeros(1, 2), zeros(1, 3))));
    }

    private static CompressiveAutoencoder Trained(Dataset train, Quantization quantization, double lambda)
    {
        manual_seed(1);
        var model = new CompressiveAutoencoder([64, 64, 8], quantization, lambda);
        new Trainer(model, optim.Adam(model.parameters(), lr: 3e-3)) { Epochs = 30, BatchSize = 100 }.Fit(train);
        return model;
    }
}
