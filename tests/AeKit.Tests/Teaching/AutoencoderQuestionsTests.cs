using AeKit.Data;
using AeKit.Models;
using AeKit.Teaching;
using AeKit.Training;
using static AeKit.Tests.Teaching.Answers;
using static TorchSharp.torch;

namespace AeKit.Tests.Teaching;

public sealed class AutoencoderQuestionsTests
{
    [Fact]
    public void The_parameters_are_those_of_the_article_model()
    {
        Right("ae.parameters", (long d, long k) => new Autoencoder([d, k]).parameters().Sum(p => p.numel()));
        Right("ae.parameters", (int d, int k) => (d + 1) * k + (k + 1) * d);
        Wrong("ae.parameters", (long d, long k) => 402_448, "");
        Wrong("ae.parameters", (long d, long k) => 2 * d * k, "The biases are missing");
        Wrong("ae.parameters", (long d, long k) => (d + 1) * k, "the encoder's alone");
        Wrong("ae.parameters", (long d, long k) => (d + 1) * k + k * d, "The decoder's biases");
        Wrong("ae.parameters", (long d, long k) => d * k + (k + 1) * d, "The encoder's biases");
        Wrong("ae.parameters", (long d, long k) => 2 * (d + 1) * k, "the same number of biases");
        Wrong("ae.parameters", (long d, long k) => 2 * (k + 1) * d, "one for each of its outputs");
        Wrong("ae.parameters", (long d, long k) => d * k + d + k, "tied weights");
    }

    [Fact]
    public void The_loss_is_a_sum_over_dimensions_and_a_mean_over_examples()
    {
        Right("ae.loss", (Tensor x, Tensor y) => nn.functional.mse_loss(x, y) * x.shape[1] / 2);
        Wrong("ae.loss", (Tensor x, Tensor y) => (x - y).pow(2).sum() / x.shape[0], "factor ½ is missing");
        Wrong("ae.loss", (Tensor x, Tensor y) => nn.functional.mse_loss(x, y), "as Keras and mse_loss print it");
        Wrong("ae.loss", (Tensor x, Tensor y) => 0.5 * (x - y).pow(2).mean(), "mean over the dimensions too");
        Wrong("ae.loss", (Tensor x, Tensor y) => 0.5 * (x - y).pow(2).sum(), "the sum over the batch");
        Wrong("ae.loss", (Tensor x, Tensor y) => (x - y).pow(2).sum(), "mind the ½");
        Wrong("ae.loss", (Tensor x, Tensor y) => 0.5 * (x - y).pow(2).sum(dim: 1), "one loss per example");
        Wrong("ae.loss", (Tensor x, Tensor y) => 0.5 * (x - y).abs().sum(dim: 1).mean(), "not its magnitude");
        Wrong("ae.loss", (Tensor x, Tensor y) => (x - y).detach().pow(2).sum() / (2 * x.shape[0]), "no gradient");
    }

    [Fact]
    public void The_floor_is_the_entropy_of_the_pixels()
    {
        double Entropy(double p) => p is 0 or 1 ? 0 : -p * Math.Log(p) - (1 - p) * Math.Log(1 - p);
        double Floor(Tensor images) => images.ToArray().Sum(p => Entropy(p)) / images.shape[0];

        Right("ae.floor", Floor);
        Right("ae.floor", (Tensor x) => nn.functional.binary_cross_entropy(x, x, reduction: nn.Reduction.Sum).item<float>() / x.shape[0]);
        Wrong("ae.floor", (Tensor x) => -(x * x.log() + (1 - x) * (1 - x).log()).sum().item<float>() / x.shape[0], "0 · log 0 is NaN");
        Wrong("ae.floor", (Tensor x) => -(x * x.clamp(1e-30, 1).log()).sum().item<float>() / x.shape[0], "The second half is missing");
        Wrong("ae.floor", (Tensor x) => Floor(x) / Math.Log(2), "in bits");
        Wrong("ae.floor", (Tensor x) => nn.functional.binary_cross_entropy(x, x).item<float>(), "the mean per pixel");
        Wrong("ae.floor", (Tensor x) => Floor(x) * x.shape[0], "the sum over all examples");
        Wrong("ae.floor", (Tensor x) => -Floor(x), "never negative");
        Wrong("ae.floor", (Tensor x) => nn.functional.binary_cross_entropy(full_like(x, 0.5), x, reduction: nn.Reduction.Sum).item<float>() / x.shape[0], "½ everywhere");
        Wrong("ae.floor", (Tensor x) => 0, "is not 0");
    }

    [Fact]
    public void What_can_be_trained_away_is_a_divergence()
    {
        Tensor Bce(Tensor y, Tensor x) => nn.functional.binary_cross_entropy(y, x, reduction: nn.Reduction.None);
        Tensor Kl(Tensor x, Tensor y) => Bce(y, x) - Bce(x, x);

        Right("ae.excess", (Tensor x, Tensor y) => Kl(x, y).sum(dim: 1));
        Wrong("ae.excess", (Tensor x, Tensor y) => Bce(y, x).sum(dim: 1), "Take off its floor");
        Wrong("ae.excess", (Tensor x, Tensor y) => Bce(x, x).sum(dim: 1), "That is the floor");
        Wrong("ae.excess", (Tensor x, Tensor y) => Kl(y, x).sum(dim: 1), "KL(x̂ ‖ x)");
        Wrong("ae.excess", (Tensor x, Tensor y) => (x * (x.log() - y.log())).sum(dim: 1), "The part of the paper");
        Wrong("ae.excess", (Tensor x, Tensor y) => -Kl(x, y).sum(dim: 1), "never below its floor");
        Wrong("ae.excess", (Tensor x, Tensor y) => Kl(x, y).mean([1]), "the mean over the pixels");
        Wrong("ae.excess", (Tensor x, Tensor y) => Kl(x, y).sum(), "one number for all examples");
        Wrong("ae.excess", (Tensor x, Tensor y) => Kl(x, y).sum(dim: 0), "runs over the examples");
    }

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        double Loss(double a, double x) => -x * Math.Log(1 / (1 + Math.Exp(-a))) - (1 - x) * Math.Log(1 / (1 + Math.Exp(a)));
        double Slope(double a, double x) => Math.Abs(a) > 100 ? Math.Sign(a) : (Loss(a + 1e-5, x) - Loss(a - 1e-5, x)) / 2e-5;
        Tensor Numerically(Tensor a, Tensor x) => tensor(a.ToArray().Zip(x.ToArray(), (p, q) => (float)Slope(p, q)).ToArray()).reshape(a.shape);
        Tensor Gradient(Tensor a, Tensor x) => a.sigmoid() - x;
        Tensor Prime(Tensor a) => a.sigmoid() * (1 - a.sigmoid());

        Right("ae.logit-gradient", Numerically);
        Right("ae.logit-gradient", Gradient);
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => x - a.sigmoid(), "The sign");
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => Gradient(a, x) * Prime(a), "the factor σ′ cancels");
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => Gradient(a, x) / Prime(a), "the derivative by x̂");
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => a - x, "not yet the reconstruction");
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => Prime(a), "the sigmoid alone");
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => nn.functional.binary_cross_entropy(a.sigmoid(), x, reduction: nn.Reduction.None), "BCE itself");
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => Gradient(a, x) / a.numel(), "is not divided");
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => (1 - x) / (1 - a.sigmoid()) * Prime(a) - x / a.sigmoid() * Prime(a), "not a finite number");
        Wrong("ae.logit-gradient", (Tensor a, Tensor x) => Gradient(a, x) * (a.abs() < 100).to_type(ScalarType.Float32), "At a = 200");
    }

    [Fact]
    public void The_gradient_by_the_weights_is_that_of_automatic_differentiation()
    {
        // Any W with a = h Wᵀ + c, c a constant, has the same gradient; W = 0 will do.
        Tensor Automatic(Tensor hidden, Tensor a, Tensor x)
        {
            var weights = zeros(x.shape[1], hidden.shape[1]).requires_grad_();
            (nn.functional.binary_cross_entropy_with_logits(hidden.matmul(weights.t()) + a, x, reduction: nn.Reduction.Sum) / x.shape[0]).backward();
            return weights.grad!;
        }

        Right("ae.weight-gradient", Automatic);
        Wrong("ae.weight-gradient", (Tensor h, Tensor a, Tensor x) => Automatic(h, a, x).t(), "the transpose");
        Wrong("ae.weight-gradient", (Tensor h, Tensor a, Tensor x) => (a.sigmoid() - x).t().matmul(h), "divide by their number");
        Wrong("ae.weight-gradient", (Tensor h, Tensor a, Tensor x) => (a.sigmoid() - x).t().matmul(h) / x.numel(), "number of examples only");
        Wrong("ae.weight-gradient", (Tensor h, Tensor a, Tensor x) => ((a.sigmoid() - x) * a.sigmoid() * (1 - a.sigmoid())).t().matmul(h) / 6, "squared error behind a sigmoid");
        Wrong("ae.weight-gradient", (Tensor h, Tensor a, Tensor x) => (a - x).t().matmul(h) / 6, "not yet the reconstruction");
        Wrong("ae.weight-gradient", (Tensor h, Tensor a, Tensor x) => -Automatic(h, a, x), "The sign");
    }

    [Fact]
    public void Pca_reconstructs_from_the_mean()
    {
        Right("ae.pca-reconstruct", (Tensor x, Tensor m, Tensor w) => m + (x - m).matmul(w.t().matmul(w)));
        Wrong("ae.pca-reconstruct", (Tensor x, Tensor m, Tensor w) => (x - m).matmul(w.t()), "Those are the codes");
        Wrong("ae.pca-reconstruct", (Tensor x, Tensor m, Tensor w) => x.matmul(w.t().matmul(w)) + m, "subtracted before the projection");
        Wrong("ae.pca-reconstruct", (Tensor x, Tensor m, Tensor w) => (x - m).matmul(w.t().matmul(w)), "added again at the end");
        Wrong("ae.pca-reconstruct", (Tensor x, Tensor m, Tensor w) => x.matmul(w.t().matmul(w)), "not through 0");
        Wrong("ae.pca-reconstruct", (Tensor x, Tensor m, Tensor w) => x, "nothing has been projected");
    }

    [Fact]
    public void The_least_error_is_the_variance_that_is_left_out()
    {
        Right("ae.pca-error", (double[] v, int k) => (v.Sum() - v.Take(k).Sum()) / v.Length);
        Wrong("ae.pca-error", (double[] v, int k) => v.Skip(k).Sum(), "of a whole example");
        Wrong("ae.pca-error", (double[] v, int k) => v.Take(k).Sum() / v.Length, "what the code keeps. ");
        Wrong("ae.pca-error", (double[] v, int k) => v.Take(k).Sum(), "what the code keeps, of a whole example");
        Wrong("ae.pca-error", (double[] v, int k) => v.Skip(k - 1).Sum() / v.Length, "all K of them");
        Wrong("ae.pca-error", (double[] v, int k) => v.Skip(k + 1).Sum() / v.Length, "the first that is lost");
        Wrong("ae.pca-error", (double[] v, int k) => v.Skip(k).Average(), "over all D numbers");
        Wrong("ae.pca-error", (double[] v, int k) => v.Skip(k).Sum(l => l * l) / v.Length, "variances already");
        Wrong("ae.pca-error", (double[] v, int k) => v.Skip(k).Sum() / v.Length / 2, "has no ½");
    }

    [Fact]
    public void The_printed_formula_does_not_depend_on_n()
    {
        double Sum(double[] y, double[] z) => y.Zip(z, (a, b) => (a - b) * (a - b)).Sum();

        Right("ae.formula-as-printed", (double[] y, double[] z, int n) => Enumerable.Range(1, n).Sum(i => Sum(y, z)) / (2 * n));
        Wrong("ae.formula-as-printed", (double[] y, double[] z, int n) => Sum(y, z) / (2 * n), "n equal terms");
        Wrong("ae.formula-as-printed", (double[] y, double[] z, int n) => n * Sum(y, z) / 2, "stands before the sum");
        Wrong("ae.formula-as-printed", (double[] y, double[] z, int n) => Sum(y, z), "factor ½");
        Wrong("ae.formula-as-printed", (double[] y, double[] z, int n) => Math.Sqrt(Sum(y, z)) / 2, "no root");
        Wrong("ae.formula-as-printed", (double[] y, double[] z, int n) => Sum(y, z) / (2 * y.Length), "a norm is a sum");
    }

    [Fact]
    public void A_frozen_gradient_walks_straight_on()
    {
        double Walk(double w, double target, double rate, int steps)
        {
            var gradient = w - target;
            for (var step = 0; step < steps; step++)
                w -= rate * gradient;
            return w;
        }

        Right("ae.repeat-step-four", Walk);
        Wrong(
            "ae.repeat-step-four",
            (double w, double target, double rate, int steps) =>
            {
                for (var step = 0; step < steps; step++)
                    w -= rate * (w - target);
                return w;
            },
            "as it should be");
        Wrong("ae.repeat-step-four", (double w, double t, double rate, int steps) => 2 * w - Walk(w, t, rate, steps), "against");
        Wrong("ae.repeat-step-four", (double w, double t, double rate, int steps) => Walk(w, t, rate, 1), "one step");
        Wrong("ae.repeat-step-four", (double w, double t, double rate, int steps) => Walk(w, t, rate, steps - 1), "One step too few");
        Wrong("ae.repeat-step-four", (double w, double t, double rate, int steps) => Walk(w, t, 1, steps), "learning rate is missing");
    }

    [Theory]
    [InlineData("ae.pca-answer", "c", "a", "PCA is linear indeed")]
    [InlineData("ae.pca-answer", " C ", "b", "Not always")]
    [InlineData("ae.pca-answer", "c", "d", "Neither needs labels")]
    [InlineData("ae.long-code-own-error", "falls", "stays", "clean points have rank 4")]
    [InlineData("ae.long-code-own-error", "falls", "rises", "all that a shorter one can")]
    [InlineData("ae.long-code-clean-error", "rises", "stays", "the noise is not")]
    [InlineData("ae.long-code-clean-error", "rises", "falls", "nothing left to keep but noise")]
    [InlineData("ae.long-code-why", "b", "a", "ten times as many points")]
    [InlineData("ae.long-code-why", "b", "c", "not trained at all")]
    [InlineData("ae.long-code-why", "b", "d", "variance of about 1")]
    public void A_choice_has_a_right_word_and_wrong_ones(string question, string right, string wrong, string diagnosis)
    {
        Right(question, () => right);
        Wrong(question, () => wrong, diagnosis);
        Wrong(question, () => "", "");
    }

    [Fact]
    public void The_slope_is_the_share_of_the_signal()
    {
        // By search instead of calculus: the least of (1 − w)² s² + w² σ² on a fine grid.
        double Search(double variance, double noise) => Enumerable.Range(0, 100_001).Select(i => i / 100_000.0)
            .MinBy(w => (1 - w) * (1 - w) * variance + w * w * noise * noise);

        Right("ae.denoising-slope", Search);
        Wrong("ae.denoising-slope", (double v, double s) => 1 / (1 + s * s), "a signal of variance 1");
        Wrong("ae.denoising-slope", (double v, double s) => v / (v + s), "the noise has the variance σ²");
        Wrong("ae.denoising-slope", (double v, double s) => v * v / (v * v + s * s), "a variance already");
        Wrong("ae.denoising-slope", (double v, double s) => Math.Sqrt(v) / (Math.Sqrt(v) + s), "standard deviations do not");
        Wrong("ae.denoising-slope", (double v, double s) => s * s / (v + s * s), "the share of the noise");
        Wrong("ae.denoising-slope", (double v, double s) => v * s * s / (v + s * s), "the least error");
        Wrong("ae.denoising-slope", (double v, double s) => (v + s * s) / v, "The inverse");
    }

    [Fact]
    public void A_denoiser_shrinks_each_direction_by_its_own_factor()
    {
        // As matrices: C (C + σ² I)⁻¹ with C = Vᵀ Λ V.
        Tensor Matrix(Tensor noisy, Tensor mean, Tensor v, Tensor l, double s) =>
            mean + (noisy - mean).matmul(v.t()).matmul(eye(4) * (l / (l + s * s))).matmul(v);
        Tensor With(Tensor noisy, Tensor mean, Tensor v, Tensor factors) => mean + ((noisy - mean).matmul(v.t()) * factors).matmul(v);

        Right("ae.denoise", Matrix);
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => n, "nothing has been shrunk");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => With(n, m, v, l / (l + s)), "a standard deviation");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => With(n, m, v, s * s / (l + s * s)), "The noise's share is kept");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => m + (n - m) / (1 + s * s), "shrunk alike");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => Matrix(n, m, v, l, s) - m, "missing at the end");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => Matrix(n, 0 * m, v, l, s), "subtracted before, and added again");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => Matrix(n, 0 * m, v, l, s) + m, "must not be shrunk");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => m + (n - m) * (l / (l + s * s)), "Go to the principal directions");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => (n - m).matmul(v.t()) * (l / (l + s * s)), "the shrunk codes");
        Wrong("ae.denoise", (Tensor n, Tensor m, Tensor v, Tensor l, double s) => With(n, m, v.t(), l / (l + s * s)), "directions are rows");
    }

    private static Autoencoder Trained(Dataset train, long[] sizes, int epochs, Activation activation = Activation.ReLU)
    {
        var model = new Autoencoder(sizes, activation: activation);
        new Trainer(model, optim.Adam(model.parameters(), lr: 3e-3)) { Epochs = epochs, BatchSize = 50 }.Fit(train);
        return model;
    }

    [Fact]
    public void Honest_work_beats_pca()
    {
        Right("ae.beat-pca", (Dataset train) => Trained(train, [64, 128, 8], 12));
        Right("ae.beat-pca-well", (Dataset train) => Trained(train, [64, 128, 8], 40));
    }

    [Fact]
    public void What_does_not_beat_pca_is_told_why()
    {
        Wrong("ae.beat-pca", (Dataset train) => new Autoencoder([64, 128, 8]), "Has the model been trained");
        Wrong("ae.beat-pca", (Dataset train) => Trained(train, [64, 9], 1), "9 numbers; 8 are allowed");
        Wrong("ae.beat-pca", (Dataset train) => Trained(train, [64, 8], 40, Activation.Linear), "no linear model is better");
        Wrong("ae.beat-pca-well", (Dataset train) => Trained(train, [64, 128, 8], 12), "not by as much as is asked for");
    }
}
