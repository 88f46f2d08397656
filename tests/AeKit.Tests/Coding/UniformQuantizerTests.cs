using AeKit.Coding;
using AeKit.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Coding;

public class UniformQuantizerTests
{
    // Exact values for N(0, 1); the rate–distortion function is R(D) = ½ log₂(1/D).
    [Theory]
    [InlineData(0.5, 3.0620, 0.02083, 0.2695)]
    [InlineData(1, 2.1048, 0.08333, 0.3124)]
    [InlineData(2, 1.2412, 0.33042, 0.4424)]
    public void On_normal_values_rate_error_and_gap_are_the_exact_ones(double step, double bits, double meanSquaredError, double gap)
    {
        var values = NormalSample.Quantiles(300_000);
        var quantizer = new UniformQuantizer(step);

        var indices = quantizer.Quantize(values);

        var rate = Entropy.Bits(indices);
        var error = values.Zip(quantizer.Dequantize(indices), (x, y) => (double)(x - y) * (x - y)).Average();
        Assert.Equal(bits, rate, 1e-4);
        Assert.Equal(meanSquaredError, error, 1e-5);
        Assert.Equal(gap, rate - 0.5 * Math.Log2(1 / error), 1e-4);
    }

    // Gish and Pierce (1968): ½ log₂(2πe/12).
    [Fact]
    public void A_small_step_is_a_quarter_of_a_bit_from_the_rate_distortion_function()
    {
        var values = NormalSample.Quantiles(300_000);
        var quantizer = new UniformQuantizer(0.1);
        var indices = quantizer.Quantize(values);
        var error = values.Zip(quantizer.Dequantize(indices), (x, y) => (double)(x - y) * (x - y)).Average();

        Assert.Equal(0.2546, Entropy.Bits(indices) - 0.5 * Math.Log2(1 / error), 2e-3);
    }

    [Fact]
    public void Zero_lies_in_the_middle_of_a_bin()
    {
        var quantizer = new UniformQuantizer(0.5);
        Assert.Equal([0, 0, 1, -1, 4], quantizer.Quantize([0.2f, -0.24f, 0.26f, -0.6f, 2f]));
        Assert.Equal([0.5f, -1f], quantizer.Dequantize([1, -2]));
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UniformQuantizer(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UniformQuantizer(double.NaN));
        Assert.Throws<ArgumentException>(() => new UniformQuantizer(1).Quantize([float.NaN]));
        Assert.Throws<ArgumentException>(() => new UniformQuantizer(1e-9).Quantize([1e9f]));
        Assert.Throws<ArgumentException>(() => Entropy.Bits([]));
    }

    [Fact]
    public void Entropy_is_that_of_the_counts_and_separate_for_each_dimension()
    {
        var codes = tensor(new[,] { { 0f, 7f }, { 0.9f, 7.1f }, { 2.1f, 6.9f }, { 1.1f, 7f } });

        Assert.Equal([1.5, 0], new UniformQuantizer(1).EntropyBits(codes));
        Assert.Equal([0, 1, 2, 1], new UniformQuantizer(1).Nearest(codes)[TensorIndex.Colon, 0].ToArray());
        Assert.Throws<ArgumentException>(() => new UniformQuantizer(1).EntropyBits(zeros(3)));
    }
}
