using AeKit.Data;
using AeKit.Models;
using AeKit.Teaching;
using AeKit.Training;
using static AeKit.Tests.Teaching.Answers;
using static TorchSharp.torch;

namespace AeKit.Tests.Teaching;

public sealed class VariationalQuestionsTests
{
    [Fact]
    public void Sample_is_mean_plus_deviation_times_noise() =>
        Right("vae.sample", (Tensor mean, Tensor logVariance, Tensor noise) => mean + logVariance.exp().sqrt() * noise);

    public static TheoryData<Func<Tensor, Tensor, Tensor, Tensor>, string> WrongSamples => new()
    {
        { (m, l, e) => m + l.exp() * e, "σ², the variance" },
        { (m, l, e) => m + l * e, "as if it were σ" },
        { (m, l, e) => m + l / 2 * e, "the exponential is missing" },
        { (m, l, e) => m + e / l.exp().sqrt(), "1/σ" },
        { (m, l, e) => (l / 2).exp() * e, "The mean is missing" },
        { (m, l, e) => m, "a plain autoencoder" },
        { (m, l, e) => (l / 2).exp() * (m + e), "only the noise is scaled" },
        { (m, l, e) => m + (l / 2).exp() * randn_like(m), "draw none" },
        { (m, l, e) => (m + (l / 2).exp() * e).detach(), "No gradient reaches the mean" },
        { (m, l, e) => m.detach() + (l / 2).exp() * e, "No gradient reaches the mean" },
        { (m, l, e) => m + (l.detach() / 2).exp() * e, "No gradient reaches the log-variance" },
    };

    [Theory]
    [MemberData(nameof(WrongSamples))]
    public void Mistakes_in_sampling_are_named(Func<Tensor, Tensor, Tensor, Tensor> answer, string why) => Wrong("vae.sample", answer, why);

    [Fact]
    public void Kl_slope_is_mean_and_half_of_variance_minus_one() =>
        Right("vae.kl-slope", (double mean, double logVariance) => (mean, (Math.Exp(logVariance) - 1) / 2));

    public static TheoryData<Func<double, double, (double, double)>, string> WrongSlopes => new()
    {
        { (m, l) => (2 * m, (Math.Exp(l) - 1) / 2), "½ μ² has the derivative μ" },
        { (m, l) => (m / 2, (Math.Exp(l) - 1) / 2), "cancels the ½" },
        { (m, l) => (-m, (Math.Exp(l) - 1) / 2), "The sign of ∂/∂μ" },
        { (m, l) => ((Math.Exp(l) - 1) / 2, m), "swapped" },
        { (m, l) => (m, Math.Exp(l) - 1), "The factor ½ is missing in ∂/∂log σ²" },
        { (m, l) => (m, (1 - Math.Exp(l)) / 2), "The sign of ∂/∂log σ²" },
        { (m, l) => (m, Math.Exp(l) / 2), "it contributes −½" },
        { (m, l) => (m, (1 - Math.Exp(-l)) / 2), "the derivative by σ²." },
        { (m, l) => (m, Math.Sqrt(Math.Exp(l)) - 1 / Math.Sqrt(Math.Exp(l))), "the derivative by σ." },
        { (m, l) => (m, (l - 1) / 2), "not σ²" },
    };

    [Theory]
    [MemberData(nameof(WrongSlopes))]
    public void Mistakes_in_the_slope_are_named(Func<double, double, (double, double)> answer, string why) => Wrong("vae.kl-slope", answer, why);

    // Written out, −x log σ(a) − (1 − x) log(1 − σ(a)) = max(a, 0) − x a + log(1 + exp(−|a|)).
    private static Tensor CrossEntropy(Tensor x, Tensor logits) => logits.relu() - x * logits + (1 + (-logits.abs()).exp()).log();

    private static Tensor Divergence(Tensor mean, Tensor logVariance) => (mean * mean + logVariance.exp() - 1 - logVariance) / 2;

    [Fact]
    public void Loss_sums_over_dimensions_and_averages_over_examples() =>
        Right("vae.loss", (Tensor x, Tensor a, Tensor m, Tensor l, double beta) => (CrossEntropy(x, a).sum() + beta * Divergence(m, l).sum()) / x.shape[0]);

    public static TheoryData<Func<Tensor, Tensor, Tensor, Tensor, double, Tensor>, string> WrongLosses => new()
    {
        { (x, a, m, l, b) => CrossEntropy(x, a).mean() + b * Divergence(m, l).sum() / 4, "Sum over the pixels" },
        { (x, a, m, l, b) => CrossEntropy(x, a).mean() + b * Divergence(m, l).mean(), "Both terms are means" },
        { (x, a, m, l, b) => CrossEntropy(x, a).sum() / 4 + b * Divergence(m, l).mean(), "KL is averaged over the latents" },
        { (x, a, m, l, b) => CrossEntropy(x, a).sum() + b * Divergence(m, l).sum(), "sum over the batch" },
        { (x, a, m, l, b) => CrossEntropy(x, a).sum() + b * Divergence(m, l).sum() / 4, "reconstruction is a sum over the examples" },
        { (x, a, m, l, b) => CrossEntropy(x, a).sum() / 4 + b * Divergence(m, l).sum(), "KL is a sum over the examples" },
        { (x, a, m, l, b) => CrossEntropy(x, a).sum(dim: 1) + b * Divergence(m, l).sum(dim: 1), "mean over the batch" },
        { (x, a, m, l, b) => (CrossEntropy(x, a).sum() + Divergence(m, l).sum()) / 4, "β is missing" },
        { (x, a, m, l, b) => (b * CrossEntropy(x, a).sum() + Divergence(m, l).sum()) / 4, "it is the weight of KL" },
        { (x, a, m, l, b) => (CrossEntropy(x, a).sum() - b * Divergence(m, l).sum()) / 4, "KL has the wrong sign" },
        { (x, a, m, l, b) => -(CrossEntropy(x, a).sum() + b * Divergence(m, l).sum()) / 4, "That is the ELBO" },
        { (x, a, m, l, b) => CrossEntropy(x, a).sum() / 4, "KL is missing" },
        { (x, a, m, l, b) => (CrossEntropy(x, a).sum() + 2 * b * Divergence(m, l).sum()) / 4, "The factor ½ of KL" },
        { (x, a, m, l, b) => (CrossEntropy(x, a.sigmoid()).sum() + b * Divergence(m, l).sum()) / 4, "sigmoid twice" },
        { (x, a, m, l, b) => ((CrossEntropy(x, a).sum() + b * Divergence(m, l).sum()) / 4).detach(), "No gradient" },
        { (x, a, m, l, b) => (-(x * a.sigmoid().log() + (1 - x) * (1 - a.sigmoid()).log()).sum() + b * Divergence(m, l).sum()) / 4, "logits of 60" },
    };

    [Theory]
    [MemberData(nameof(WrongLosses))]
    public void Mistakes_in_the_loss_are_named(Func<Tensor, Tensor, Tensor, Tensor, double, Tensor> answer, string why) => Wrong("vae.loss", answer, why);

    [Fact]
    public void Kl_of_the_linear_vae_is_water_filling() =>
        Right("vae.linear-kl", (double[] eigenvalues, double variance, double beta) =>
            eigenvalues.Select(l => l > beta * variance ? (Math.Log(l) - Math.Log(beta) - Math.Log(variance)) / 2 : 0).ToArray());

    // At σ² = 0.3 and β = 2 the level is 0.6: ½ ln(4/0.6), ½ ln(2/0.6), ½ ln(1/0.6), 0, 0.
    [Fact]
    public void Kl_of_the_linear_vae_worked_out_by_hand() =>
        Right("vae.linear-kl", (double[] eigenvalues, double variance, double beta) => new[] { 0.948560, 0.601986, 0.255413, 0, 0 });

    public static TheoryData<Func<double, double, double, double>, string> WrongLinearKls => new()
    {
        { (l, v, b) => Math.Log(l / (b * v)) / 2, "Negative values" },
        { (l, v, b) => Math.Max(0, Math.Log(l / v) / 2), "β is missing" },
        { (l, v, b) => Math.Max(0, Math.Log(l * b / v) / 2), "numerator" },
        { (l, v, b) => Math.Max(0, Math.Log(l / (b * v))), "The factor ½" },
        { (l, v, b) => Math.Max(0, Math.Log2(l / (b * v)) / 2), "bits" },
        { (l, v, b) => Math.Max(0, Math.Log(l / (b * v * v)) / 2), "do not square it again" },
    };

    [Theory]
    [MemberData(nameof(WrongLinearKls))]
    public void Mistakes_in_the_linear_kl_are_named(Func<double, double, double, double> answer, string why) =>
        Wrong("vae.linear-kl", (double[] eigenvalues, double variance, double beta) => eigenvalues.Select(l => answer(l, variance, beta)).ToArray(), why);

    [Fact]
    public void Latents_above_the_level_are_active() =>
        Right("vae.linear-active", (double[] eigenvalues, double variance, double beta) => eigenvalues.Count(l => l / beta > variance));

    public static TheoryData<Func<double, double, double, bool>, string> WrongActive => new()
    {
        { (l, v, b) => l > v, "β is missing" },
        { (l, v, b) => l > b, "σ² is missing" },
        { (l, v, b) => l > b * Math.Sqrt(v), "no root" },
        { (l, v, b) => l < b * v, "the latents that are off" },
        { (l, v, b) => true, "Not all latents" },
    };

    [Theory]
    [MemberData(nameof(WrongActive))]
    public void Mistakes_in_counting_active_latents_are_named(Func<double, double, double, bool> isActive, string why) =>
        Wrong("vae.linear-active", (double[] eigenvalues, double variance, double beta) => eigenvalues.Count(l => isActive(l, variance, beta)), why);

    [Fact]
    public void Bound_is_the_logarithm_of_the_mean_weight() =>
        Right("vae.bound", (Tensor w) =>
        {
            var largest = w.max(0).values;
            return largest + (w - largest).exp().mean([0]).log();
        });

    public static TheoryData<Func<Tensor, Tensor>, string> WrongBounds => new()
    {
        { w => w.mean([0]), "the ELBO again" },
        { w => w.exp().sum(dim: 0).log(), "subtract log k" },
        { w => w.exp().mean([0]), "its logarithm" },
        { w => w.exp().mean([1]).log(), "the samples are dim 0" },
        { w => w.exp().mean().log(), "a bound of its own" },
        { w => w.exp().mean([0]).log() / Math.Log(2), "bits" },
        { w => w.exp().mean([0]).log(), "Right for moderate values" },
    };

    [Theory]
    [MemberData(nameof(WrongBounds))]
    public void Mistakes_in_the_bound_are_named(Func<Tensor, Tensor> answer, string why) => Wrong("vae.bound", answer, why);

    [Fact]
    public void Shared_head_couples_mean_and_deviation()
    {
        Right("vae.shared-head", () => "b");
        Right("vae.shared-head", () => " B ");
        Wrong("vae.shared-head", () => "a", "0 at μ = 0 only");
        Wrong("vae.shared-head", () => "c", "another fault");
        Wrong("vae.shared-head", () => "d", "no activation");
        Wrong("vae.shared-head", () => "yes", "Answer with one of \"a\", \"b\", \"c\", \"d\".");
    }

    [Fact]
    public void A_wrong_choice_does_not_tell_the_right_one() => Assert.Empty(Check.That("vae.shared-head", () => "a").Expected);

    [Theory]
    [InlineData(0.5, "negative numbers only")]
    [InlineData(0.07534, "above 1 only")]
    [InlineData(1, "always answering 0")]
    [InlineData(1.25, "always answering ½")]
    [InlineData(5.7534, "per number")]
    [InlineData(0.28767, "half of it")]
    public void Sigmoid_floor(double answer, string why)
    {
        Right("vae.sigmoid-floor", () => 0.57534);
        Wrong("vae.sigmoid-floor", () => answer, why);
    }

    // KL of normal distributions.
    private static double Kl(double m, double v, double mean, double variance) => Math.Log(variance / v) / 2 + (v + Math.Pow(m - mean, 2)) / (2 * variance) - 0.5;

    private static double LogEvidence(double x) => -Math.Log(4 * Math.PI) / 2 - x * x / 4;

    private static double Elbo(double x, double m, double v) => -Math.Log(2 * Math.PI) / 2 - (Math.Pow(x - m, 2) + v) / 2 - Kl(m, v, 0, 1);

    [Fact]
    public void Gap_is_the_divergence_from_the_true_posterior() => Right("vae.gap", (double x, double m, double v) => Kl(m, v, x / 2, 0.5));

    public static TheoryData<Func<double, double, double, double>, string> WrongGaps => new()
    {
        { (x, m, v) => Kl(m, v, 0, 1), "the divergence from the prior" },
        { (x, m, v) => Kl(x / 2, 0.5, m, v), "the wrong way round" },
        { (x, m, v) => -Kl(m, v, x / 2, 0.5), "The sign is wrong" },
        { Elbo, "That is the ELBO" },
        { (x, m, v) => LogEvidence(x), "That is log p(x)" },
        { (x, m, v) => Elbo(x, m, v) / LogEvidence(x), "nothing is proportional" },
        { (x, m, v) => Kl(m, v * v, x / 2, 0.5), "not its standard deviation" },
    };

    [Theory]
    [MemberData(nameof(WrongGaps))]
    public void Mistakes_in_the_gap_are_named(Func<double, double, double, double> answer, string why) => Wrong("vae.gap", answer, why);

    [Fact]
    public void Prediction_and_reason_of_the_collapse()
    {
        Right("vae.collapse-prediction", () => "middle");
        Wrong("vae.collapse-prediction", () => "smallest", "charges KL in full");
        Wrong("vae.collapse-prediction", () => "largest", "only the mean digit");
        Assert.Contains("10.60, 7.14, 11.10 nats", Check.That("vae.collapse-prediction", () => "middle").Why);

        Right("vae.collapse-reason", () => "c");
        Wrong("vae.collapse-reason", () => "a", "room enough");
        Wrong("vae.collapse-reason", () => "b", "KL's gradient");
        Wrong("vae.collapse-reason", () => "d", "found its minimum");
    }

    private static VariationalAutoencoder Train(Dataset train, Likelihood likelihood, double beta, int epochs)
    {
        var model = new VariationalAutoencoder([64, 64, 4], likelihood, beta);
        new Trainer(model, optim.Adam(model.parameters(), lr: 5e-3)) { Epochs = epochs, BatchSize = 50 }.Fit(train);
        return model;
    }

    [Fact]
    public void Project_wants_a_trained_model_in_the_right_unit()
    {
        Right("vae.project", (Dataset train) => Train(train, Likelihood.Bernoulli, beta: 1, epochs: 20));
        Wrong("vae.project", (Dataset train) => Train(train, Likelihood.Bernoulli, beta: 1, epochs: 5), "not yet trained well enough");
        Wrong("vae.project", (Dataset train) => Train(train, Likelihood.Bernoulli, beta: 0.1, epochs: 5), "β = 0.1");
        Wrong("vae.project", (Dataset train) => Train(train, Likelihood.Bernoulli, beta: 20, epochs: 5), "posterior collapse");
        Wrong("vae.project", (Dataset train) => new VariationalAutoencoder([64, 2], Likelihood.SquaredError), "cannot be compared");
    }
}
