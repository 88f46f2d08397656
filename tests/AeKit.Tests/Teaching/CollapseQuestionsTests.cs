using AeKit.Data;
using AeKit.Models;
using AeKit.Teaching;
using AeKit.Training;
using static AeKit.Tests.Teaching.Answers;
using static TorchSharp.torch;

namespace AeKit.Tests.Teaching;

public sealed class CollapseQuestionsTests
{
    private static readonly Likelihood Narrow = Likelihood.Gaussian(0.02);

    [Fact]
    public void The_bound_is_what_integration_over_a_grid_gives()
    {
        double ByIntegration(double m, double v)
        {
            const double step = 1e-3;
            double Normal(double z, double mean, double variance) => Math.Exp(-(z - mean) * (z - mean) / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance);
            return Enumerable.Range(-12000, 24001).Select(i => i * step).Sum(z =>
            {
                var q = Normal(z, m, v);
                return q < 1e-300 ? 0 : step * q * (Math.Log(Normal(1, z, 1)) + Math.Log(Normal(z, 0, 1)) - Math.Log(q));
            });
        }

        Assert.Equal(CheckStatus.Correct, Check.That("collapse.elbo", ByIntegration).Status);
    }

    [Theory]
    [InlineData("what a program minimises", -1, 1, 0.5)]
    [InlineData("KL is added", 1, -1, 0.5)]
    [InlineData("½ of KL is missing", 1, 1, 1)]
    public void A_bound_with_the_wrong_sign_or_factor_is_explained(string diagnosis, int sign, int klSign, double half)
    {
        double Elbo(double m, double v) => sign * (-0.5 * Math.Log(2 * Math.PI) - 0.5 * ((1 - m) * (1 - m) + v) - klSign * half * (m * m + v - 1 - Math.Log(v)));

        Explains(diagnosis, Check.That("collapse.elbo", Elbo));
    }

    [Fact]
    public void A_bound_without_its_constant_is_no_bound() =>
        Explains("½ log 2π", Check.That("collapse.elbo", (double m, double v) => -0.5 * ((1 - m) * (1 - m) + v) - 0.5 * (m * m + v - 1 - Math.Log(v))));

    [Fact]
    public void A_bound_that_forgets_the_width_of_q_or_takes_it_for_a_deviation_is_explained()
    {
        Explains("The v is missing", Check.That("collapse.elbo", (double m, double v) => -0.5 * Math.Log(2 * Math.PI) - 0.5 * (1 - m) * (1 - m) - 0.5 * (m * m + v - 1 - Math.Log(v))));
        Explains("taken for the standard deviation", Check.That("collapse.elbo", (double m, double v) => -0.5 * Math.Log(2 * Math.PI) - 0.5 * ((1 - m) * (1 - m) + v * v) - 0.5 * (m * m + v * v - 1 - Math.Log(v * v))));
    }

    [Fact]
    public void A_sample_is_the_mean_plus_s_times_the_noise()
    {
        Assert.Equal(CheckStatus.Correct, Check.That("collapse.sample", (Tensor mean, double s, Tensor noise) => mean.add(noise, s)).Status);
        Explains("not by s²", Check.That("collapse.sample", (Tensor mean, double s, Tensor noise) => mean + s * s * noise));
        Explains("no root", Check.That("collapse.sample", (Tensor mean, double s, Tensor noise) => mean + Math.Sqrt(s) * noise));
        Explains("0.01", Check.That("collapse.sample", (Tensor mean, double s, Tensor noise) => mean + 0.01 * noise));
        Explains("mean is missing", Check.That("collapse.sample", (Tensor mean, double s, Tensor noise) => s * noise));
        Explains("not scaled", Check.That("collapse.sample", (Tensor mean, double s, Tensor noise) => mean + noise));
        Explains("noise is missing", Check.That("collapse.sample", (Tensor mean, double s, Tensor noise) => mean));
    }

    [Fact]
    public void The_divergence_is_that_of_the_library_whose_variance_is_constant()
    {
        static Tensor ByTheLibrary(Tensor mean, double s) =>
            new VariationalOutput(mean, mean, mean, mean, full_like(mean, 2 * Math.Log(s))).KlPerDimension().sum(dim: 1);

        Assert.Equal(CheckStatus.Correct, Check.That("collapse.kl", ByTheLibrary).Status);
        Explains("½ is missing", Check.That("collapse.kl", (Tensor mean, double s) => 2 * ByTheLibrary(mean, s)));
        Explains("constant is missing", Check.That("collapse.kl", (Tensor mean, double s) => 0.5 * mean.pow(2).sum(dim: 1)));
        Explains("counted once", Check.That("collapse.kl", (Tensor mean, double s) => 0.5 * (mean.pow(2).sum(dim: 1) + s * s - 1 - Math.Log(s * s))));
        Explains("log s is there", Check.That("collapse.kl", (Tensor mean, double s) => 0.5 * (mean.pow(2) + s * s - 1 - Math.Log(s)).sum(dim: 1)));
        Explains("taken for the variance", Check.That("collapse.kl", (Tensor mean, double s) => 0.5 * (mean.pow(2) + s - 1 - Math.Log(s)).sum(dim: 1)));
        Explains("mean over the dimensions", Check.That("collapse.kl", (Tensor mean, double s) => ByTheLibrary(mean, s) / mean.shape[1]));
        Explains("mean over the batch", Check.That("collapse.kl", (Tensor mean, double s) => ByTheLibrary(mean, s).mean()));
    }

    [Fact]
    public void Sixteen_sigmoid_dimensions_carry_two_and_a_half_bits()
    {
        Assert.Equal("2.5754", Check.That("collapse.capacity", (int dimensions) => 0.1609640474 * dimensions).Expected); // ½ log₂ 1.25
        Assert.Equal(CheckStatus.Correct, Check.That("collapse.capacity", (int dimensions) => 0.1609640474 * dimensions).Status);
        Explains("nats", Check.That("collapse.capacity", (int dimensions) => dimensions * 0.5 * Math.Log(1.25)));
        Explains("half of the logarithm", Check.That("collapse.capacity", (int dimensions) => dimensions * Math.Log2(1.25)));
        Explains("uniform", Check.That("collapse.capacity", (int dimensions) => dimensions * 0.5 * Math.Log2(1 + 1 / 12.0)));
        Explains("standard deviation", Check.That("collapse.capacity", (int dimensions) => dimensions * 0.5 * Math.Log2(1.5)));
        Explains("one dimension", Check.That("collapse.capacity", (int dimensions) => 0.5 * Math.Log2(1.25)));
    }

    [Fact]
    public void What_noise_costs_is_what_sampling_it_gives()
    {
        manual_seed(3);
        double BySampling(Tensor weight, double s) =>
            (s * randn(2_000_000, weight.shape[1])).matmul(weight.t()).pow(2).sum(dim: 1).to_type(ScalarType.Float64).mean().item<double>();

        var sampled = Check.That("collapse.noise", BySampling);
        Assert.Equal(double.Parse(sampled.Expected), double.Parse(sampled.Yours), 0.02);
        Assert.Equal(CheckStatus.Correct, Check.That("collapse.noise", (Tensor weight, double s) => s * s * weight.t().matmul(weight).diagonal().sum().item<float>()).Status);
        Explains("first power", Check.That("collapse.noise", (Tensor weight, double s) => s * weight.pow(2).sum().item<float>()));
        Explains("Frobenius norm, not its square", Check.That("collapse.noise", (Tensor weight, double s) => s * s * weight.norm().item<float>()));
        Explains("mean over the entries", Check.That("collapse.noise", (Tensor weight, double s) => s * s * weight.pow(2).mean().item<float>()));
    }

    [Theory]
    [InlineData("more", CheckStatus.Correct, "along the axes")]
    [InlineData(" More ", CheckStatus.Correct, "along the axes")]
    [InlineData("fewer", CheckStatus.Wrong, "no axis is quiet")]
    [InlineData("the same", CheckStatus.Wrong, "from all sides")]
    [InlineData("perhaps", CheckStatus.Wrong, "one of the words")]
    public void Turned_codes_seem_to_have_more_dimensions(string answer, CheckStatus status, string why)
    {
        var result = Check.That("collapse.axes", () => answer);

        Assert.Equal(status, result.Status);
        Assert.Contains(why, result.Why);
    }

    [Theory]
    [InlineData("c", CheckStatus.Correct)]
    [InlineData("a", CheckStatus.Wrong)]
    [InlineData("e", CheckStatus.Wrong)]
    public void Axes_are_told_by_a_variance_for_each(string answer, CheckStatus status) =>
        Assert.Equal(status, Check.That("collapse.axes-why", () => answer).Status);

    [Fact]
    public void New_codes_lie_where_the_codes_are()
    {
        Assert.Equal(CheckStatus.Correct, Check.That("collapse.draw", (Tensor codes, Tensor noise) => codes.mean([0]) + codes.std(0) * noise).Status);
        Assert.Equal(CheckStatus.Correct, Check.That("collapse.draw", (Tensor codes, Tensor noise) => codes.mean([0]) + codes.var(0, unbiased: false).sqrt() * noise).Status);
        Explains("prior", Check.That("collapse.draw", (Tensor codes, Tensor noise) => noise));
        Explains("mean of the codes is missing", Check.That("collapse.draw", (Tensor codes, Tensor noise) => codes.std(0) * noise));
        Explains("not scaled", Check.That("collapse.draw", (Tensor codes, Tensor noise) => codes.mean([0]) + noise));
        Explains("variance of each dimension", Check.That("collapse.draw", (Tensor codes, Tensor noise) => codes.mean([0]) + codes.var(0) * noise));
        Explains("all numbers together", Check.That("collapse.draw", (Tensor codes, Tensor noise) => codes.mean() + codes.std() * noise));
    }

    [Fact]
    public void Recall_is_no_precision_and_no_accuracy()
    {
        static double Count(long[] truth, long[] guess, Func<long, long, bool> counted) => truth.Zip(guess).Count(pair => counted(pair.First, pair.Second));

        Assert.Equal(CheckStatus.Correct, Check.That("collapse.recall", (long[] truth, long[] guess, long c) =>
            Count(truth, guess, (t, g) => t == c && g == c) / Count(truth, guess, (t, _) => t == c)).Status);
        Explains("precision", Check.That("collapse.recall", (long[] truth, long[] guess, long c) =>
            Count(truth, guess, (t, g) => t == c && g == c) / Count(truth, guess, (_, g) => g == c)));
        Explains("accuracy over all", Check.That("collapse.recall", (long[] truth, long[] guess, long c) => Count(truth, guess, (t, g) => t == g) / truth.Length));
        Explains("not by all examples", Check.That("collapse.recall", (long[] truth, long[] guess, long c) => Count(truth, guess, (t, g) => t == c && g == c) / truth.Length));
        Explains("this class or not", Check.That("collapse.recall", (long[] truth, long[] guess, long c) => Count(truth, guess, (t, g) => (t == c) == (g == c)) / truth.Length));
    }

    [Fact]
    public void The_project_is_not_won_by_the_reference() =>
        Explains("by heart", Check.That("collapse.project", (Dataset hundred) =>
        {
            var model = new CollapsedVae([64, 128, 8], 0.1, Narrow);
            new Trainer(model, optim.Adam(model.parameters(), lr: 3e-3)) { Epochs = 150, BatchSize = 25 }.Fit(hundred);
            return model;
        }));

    [Fact]
    public void The_project_fixes_the_likelihood() =>
        Explains("Gaussian(0.02)", Check.That("collapse.project", (Dataset _) => new CollapsedVae([64, 8, 2], 0.1, Likelihood.Bernoulli)));
}
