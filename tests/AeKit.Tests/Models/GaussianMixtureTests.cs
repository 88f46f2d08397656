using AeKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public class GaussianMixtureTests
{
    [Fact]
    public void One_component_is_the_mean_and_covariance_of_the_points()
    {
        manual_seed(1);
        var x = randn(500, 3, dtype: ScalarType.Float64);

        var density = GaussianMixture.Fit(x, components: 1);

        var mean = x.mean([0]);
        var centred = x - mean;
        var covariance = centred.t().matmul(centred) / 500;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(mean[i].item<double>(), density.Means[0][i], 1e-12);
            for (var j = 0; j < 3; j++)
            {
                Assert.Equal(covariance[i, j].item<double>(), density.Covariances[0][i, j], 1e-5);
            }
        }

        Assert.Equal([1.0], density.Weights);
    }

    [Fact]
    public void It_finds_the_components_that_points_were_drawn_from()
    {
        manual_seed(1);
        var left = randn(3000, 2) * tensor(new[] { 0.5f, 1f }) + tensor(new[] { -4f, 0f });
        var right = randn(1000, 2).matmul(tensor(new[,] { { 1f, 0.8f }, { 0f, 0.6f } })) + tensor(new[] { 4f, 1f });

        var density = GaussianMixture.Fit(cat([left, right]), components: 2);

        var m = density.Weights[0] > density.Weights[1] ? 0 : 1;
        Assert.Equal(0.75, density.Weights[m], 0.001);
        Assert.Equal(-4, density.Means[m][0], 0.03);
        Assert.Equal(0.25, density.Covariances[m][0, 0], 0.02);
        Assert.Equal(4, density.Means[1 - m][0], 0.1);
        Assert.Equal(0.8, density.Covariances[1 - m][0, 1], 0.1);
    }

    [Fact]
    public void The_density_is_the_weighted_sum_of_normal_densities()
    {
        manual_seed(1);
        var density = GaussianMixture.Fit(cat([randn(200, 2) - 3, randn(100, 2) + 3]), components: 2);
        var z = new[] { 0.3, -0.7 };

        var expected = 0.0;
        for (var m = 0; m < 2; m++)
        {
            var (c, d0, d1) = (density.Covariances[m], z[0] - density.Means[m][0], z[1] - density.Means[m][1]);
            var determinant = c[0, 0] * c[1, 1] - c[0, 1] * c[0, 1];
            var square = (c[1, 1] * d0 * d0 - 2 * c[0, 1] * d0 * d1 + c[0, 0] * d1 * d1) / determinant;
            expected += density.Weights[m] * Math.Exp(-0.5 * square) / (2 * Math.PI * Math.Sqrt(determinant));
        }

        Assert.Equal(Math.Log(expected), density.LogDensity(tensor(new[,] { { z[0], z[1] } })).item<double>(), 1e-10);
    }

    [Fact]
    public void More_iterations_never_lower_the_likelihood()
    {
        manual_seed(1);
        var x = cat([randn(300, 2), randn(300, 2) * 0.3 + 1, randn(300, 2) * 2 - 1]);
        var last = double.NegativeInfinity;
        foreach (var iterations in new[] { 1, 2, 3, 5, 8, 13, 21, 100 })
        {
            manual_seed(2);
            var likelihood = GaussianMixture.Fit(x, 3, iterations).LogDensity(x).mean().item<double>();
            Assert.True(likelihood >= last - 1e-9);
            last = likelihood;
        }
    }

    [Fact]
    public void Samples_have_the_moments_of_the_density()
    {
        manual_seed(1);
        var density = GaussianMixture.Fit(cat([randn(900, 2) - 3, randn(100, 2) * 0.5 + 3]), components: 2);

        var samples = density.Sample(50_000);

        var mean = density.Weights[0] * density.Means[0][0] + density.Weights[1] * density.Means[1][0];
        Assert.Equal([50_000, 2], samples.shape);
        Assert.Equal(mean, samples[TensorIndex.Colon, 0].mean().item<float>(), 0.05);
        Assert.Equal(0.1, (samples[TensorIndex.Colon, 0] > 0).to_type(ScalarType.Float32).mean().item<float>(), 0.01);
    }

    [Fact]
    public void The_seed_decides_fit_and_samples()
    {
        var x = linspace(0, 1, 60).reshape(30, 2).sin();
        Assert.Equal(Draw(), Draw());

        float[] Draw()
        {
            manual_seed(3);
            return GaussianMixture.Fit(x, 3).Sample(5).data<float>().ToArray();
        }
    }

    [Fact]
    public void Points_that_are_all_the_same_give_a_narrow_density()
    {
        manual_seed(1);
        var density = GaussianMixture.Fit(ones(20, 2), components: 3);
        Assert.True((density.Sample(100) - 1).abs().max().item<float>() < 0.01);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GaussianMixture.Fit(zeros(4, 2), 0));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(zeros(4, 2), 5));
        Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(zeros(4), 1));
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => GaussianMixture.Fit(full([4, 2], float.NaN), 1)).Message);
        manual_seed(1);
        var density = GaussianMixture.Fit(randn(10, 2), 1);
        Assert.Throws<ArgumentException>(() => density.LogDensity(zeros(3, 4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => density.Sample(0));
    }
}
