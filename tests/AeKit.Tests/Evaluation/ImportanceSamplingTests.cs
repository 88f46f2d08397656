using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

/// <summary>p(z) = N(0, 1), p(x | z) = N(z, 1), x = 1: then p(x) = N(0, 2), p(z | x) = N(½, ½), and every term has a closed form.</summary>
public class ImportanceSamplingTests
{
    private static readonly double LogEvidence = -0.25 - 0.5 * Math.Log(4 * Math.PI);

    // log p(x) − L_k with q = N(½, v): exact for k = 1, by Monte Carlo with 10⁷ repetitions otherwise.
    [Theory]
    [InlineData(1.0, 1, 0.15343, 0.003)]
    [InlineData(1.0, 5, 0.0170, 0.001)]
    [InlineData(1.0, 50, 0.0015, 0.0005)]
    [InlineData(0.25, 1, 0.09657, 0.003)]
    [InlineData(0.25, 5, 0.0395, 0.002)]
    [InlineData(0.25, 50, 0.0076, 0.0012)]
    public void The_gap_of_the_bound_is_the_known_one(double variance, int samples, double gap, double tolerance)
    {
        manual_seed(1);
        var x = ones(100_000, 1);
        double bound = ImportanceSampling.PerExample(
            x,
            samples,
            rows => 0.5 + Math.Sqrt(variance) * randn_like(rows),
            (rows, z) => LogNormal(z, zeros(1), 1) + LogNormal(rows, z, 1),
            (rows, z) => LogNormal(z, 0.5 * ones(1), variance)).Average();

        Assert.Equal(gap, LogEvidence - bound, tolerance);
    }

    [Fact]
    public void With_the_true_posterior_every_weight_is_the_evidence()
    {
        manual_seed(1);
        double[] values = ImportanceSampling.PerExample(
            ones(3, 1),
            20_000,
            rows => 0.5 + Math.Sqrt(0.5) * randn_like(rows),
            (rows, z) => LogNormal(z, zeros(1), 1) + LogNormal(rows, z, 1),
            (rows, z) => LogNormal(z, 0.5 * ones(1), 0.5));

        Assert.All(values, value => Assert.Equal(LogEvidence, value, 1e-5));
    }

    [Fact]
    public void The_bound_of_a_variational_autoencoder_is_that_of_its_functions()
    {
        manual_seed(3);
        var model = new VariationalAutoencoder([6, 5, 2], Likelihood.Gaussian(0.3));
        using var data = Noise.Normal(150, 6, seed: 1);

        double ours = ImportanceSampling.Bound(model, data, samples: 1000, batchSize: 64);
        using var none = no_grad();
        double general = ImportanceSampling.PerExample(
            data.Features,
            1000,
            rows => model.call(rows).Latent,
            (rows, z) => LogNormal(z, zeros(2), 1) - model.Likelihood.NegativeLogLikelihood(rows, model.DecodeOutput(z)),
            (rows, z) => LogNormal(z, model.Posterior(rows).Mean, model.Posterior(rows).LogVariance.exp())).Average();

        Assert.Equal(general, ours, 0.03);
        Assert.True(model.training);
        model.Dispose();
    }

    [Fact]
    public void The_bound_is_the_ELBO_at_one_sample_and_grows_with_more()
    {
        manual_seed(3);
        using var model = new VariationalAutoencoder([6, 5, 2], Likelihood.Gaussian(0.3));
        using var data = Noise.Normal(2000, 6, seed: 1);

        double elbo = -Elbo.Of(model, data, samples: 20).Total;
        double one = ImportanceSampling.Bound(model, data, 1), five = ImportanceSampling.Bound(model, data, 5), many = ImportanceSampling.Bound(model, data, 500);

        Assert.Equal(elbo, one, 0.15);
        Assert.True(one < five && five < many);
    }

    [Fact]
    public void A_sample_is_wanted()
    {
        using var model = new VariationalAutoencoder([6, 2], Likelihood.SquaredError);
        using var data = Noise.Normal(5, 6);

        Assert.Throws<ArgumentOutOfRangeException>(() => ImportanceSampling.Bound(model, data, 0));
    }

    private static Tensor LogNormal(Tensor x, Tensor mean, Tensor variance) =>
        (-0.5 * (x - mean).square() / variance - 0.5 * (2 * Math.PI * variance).log()).sum(dim: 1);

    private static Tensor LogNormal(Tensor x, Tensor mean, double variance) => LogNormal(x, mean, full(1, (float)variance));
}
