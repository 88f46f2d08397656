using AeKit.Data;
using AeKit.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class PcaTests
{
    // Mean squared error per pixel on the last 297 digits, PCA fitted on the first 1500.
    [Theory]
    [InlineData(2, 0.05261)]
    [InlineData(4, 0.03899)]
    [InlineData(8, 0.02532)]
    [InlineData(16, 0.01214)]
    [InlineData(32, 0.00282)]
    public void Reconstructs_unseen_digits_with_the_known_error(int components, double expected)
    {
        var (train, test) = Digits.Load().Split(1500);
        var pca = Pca.Fit(train.Features, components);

        Assert.Equal(expected, ReconstructionError.Mse(test.Features, pca.Decode(pca.Encode(test.Features))), 0.000005);
    }

    [Fact]
    public void The_error_on_the_fitted_data_is_the_sum_of_the_other_eigenvalues()
    {
        var x = Digits.Load().Features;
        var pca = Pca.Fit(x, 10);

        var error = 64 * ReconstructionError.Mse(x, pca.Decode(pca.Encode(x)));

        Assert.Equal(pca.Eigenvalues.Skip(10).Sum(), error, 1e-5);
    }

    [Fact]
    public void Finds_the_axes_of_a_known_ellipse()
    {
        manual_seed(1);
        var (cos, sin) = (MathF.Cos(0.5f), MathF.Sin(0.5f));
        var axes = tensor(new[,] { { cos, sin }, { -sin, cos } });
        var x = (randn(200_000, 2) * tensor(new[] { 3f, 1f })).matmul(axes) + tensor(new[] { 5f, -2f });

        var pca = Pca.Fit(x, 2);

        Assert.Equal([9, 1], pca.Eigenvalues, (expected, actual) => Math.Abs(expected - actual) < 0.02 * expected);
        Assert.Equal(cos, pca.Components[0, 0].item<float>(), 0.005);
        Assert.Equal(sin, pca.Components[0, 1].item<float>(), 0.005);
        Assert.Equal(5, pca.Mean[0].item<float>(), 0.03);
    }

    [Fact]
    public void A_covariance_summed_up_in_parts_gives_the_same()
    {
        var x = Digits.Load().Features;
        var mean = x.mean([0]);
        var covariance = zeros(64, 64);
        foreach (var part in (x - mean).chunk(7))
        {
            covariance += part.t().matmul(part) / x.shape[0];
        }

        var (whole, parts) = (Pca.Fit(x, 3), Pca.FromCovariance(mean, covariance, 3));

        Assert.Equal(whole.Eigenvalues, parts.Eigenvalues, (expected, actual) => Math.Abs(expected - actual) < 1e-5);
        Assert.True((whole.Components - parts.Components).abs().max().item<float>() < 1e-3);
        Assert.True((whole.Mean - mean).abs().max().item<float>() < 1e-6);
        Assert.Contains("[64] and [64, 63]", Assert.Throws<ArgumentException>(() => Pca.FromCovariance(mean, covariance[.., ..63], 3)).Message, StringComparison.Ordinal);
        Assert.Contains("1 to 64 components; got 65", Assert.Throws<ArgumentException>(() => Pca.FromCovariance(mean, covariance, 65)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directions_are_orthonormal_and_point_to_their_largest_entry()
    {
        var components = Pca.Fit(Digits.Load().Features, 8).Components;

        var gram = components.matmul(components.t());
        Assert.True((gram - eye(8)).abs().max().item<float>() < 1e-5);
        for (var k = 0; k < 8; k++)
        {
            var row = components[k].data<float>().ToArray();
            Assert.True(row.MaxBy(MathF.Abs) > 0);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void An_impossible_number_of_components_is_refused_with_the_range(int components)
    {
        var error = Assert.Throws<ArgumentException>(() => Pca.Fit(zeros(10, 64), components));
        Assert.Contains("1 to 64", error.Message);
    }

    [Fact]
    public void Images_that_are_not_flattened_are_refused_with_their_shape()
    {
        var error = Assert.Throws<ArgumentException>(() => Pca.Fit(zeros(10, 8, 8), 2));
        Assert.Contains("[10, 8, 8]", error.Message);
    }
}
