using AeKit.Data;
using AeKit.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class RateDistortionTests
{
    [Fact]
    public void Psnr_and_bits_per_value_follow_their_definitions()
    {
        var point = new RateDistortionPoint(32, 64, 0.0025);

        Assert.Equal(0.5, point.BitsPerDimension);
        Assert.Equal(26.0206, point.Psnr, 1e-4);
        Assert.Equal(ReconstructionError.Psnr(0.0025 * 255 * 255, 255), point.Psnr, 1e-9);
        Assert.Equal(double.PositiveInfinity, ReconstructionError.Psnr(0));
        Assert.Equal("0.500 bits per value, 26.02 dB", point.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => ReconstructionError.Psnr(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReconstructionError.Psnr(1, 0));
    }

    [Fact]
    public void Uniform_noise_can_be_memorised_but_not_learnt()
    {
        using var train = Noise.Uniform(128, 784, seed: 1);
        using var fresh = Noise.Uniform(128, 784, seed: 2);
        var pca = Pca.Fit(train.Features, 32);

        Assert.Equal(1 / 12.0, ReconstructionError.Mse(train.Features, full_like(train.Features, 0.5)), 1e-3);
        Assert.Equal(0.0501, ReconstructionError.Mse(train.Features, pca.Decode(pca.Encode(train.Features))), 5e-4);
        Assert.Equal(0.0802, ReconstructionError.Mse(fresh.Features, pca.Decode(pca.Encode(fresh.Features))), 1e-3);
    }

    [Fact]
    public void A_sigmoid_cannot_come_nearer_to_normal_noise_than_its_floor()
    {
        using var noise = Noise.Normal(5000, 200, seed: 1);

        // Whatever the code: the best output is the target itself, where a sigmoid can reach it.
        Assert.Equal(0.5753, ReconstructionError.Mse(noise.Features, noise.Features.clamp(0, 1)), 0.003);
    }

    [Fact]
    public void Two_linear_dimensions_leave_four_fifths_of_ten()
    {
        using var noise = Noise.Normal(20_000, 10, seed: 1);
        var pca = Pca.Fit(noise.Features, 2);

        Assert.Equal(0.8, ReconstructionError.Mse(noise.Features, pca.Decode(pca.Encode(noise.Features))), 0.01);
    }
}
