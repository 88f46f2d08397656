using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Teaching.Questions;

/// <summary>What chapter 04 asks.</summary>
internal static class VariationalQuestions
{
    public static IEnumerable<Question> All =>
        [Sample, Kl, KlSlope, Loss, LinearKl, LinearActive, Bound, SharedHead, SigmoidFloor, Gap, CollapsePrediction, CollapseReason, Project];

    /// <summary>The eigenvalues of the linear VAE in the chapter's section 3.8.</summary>
    private static readonly double[] Eigenvalues = [4, 2, 1, 0.5, 0.25];

    /// <summary>
    /// z = μ + σ ⊙ ε (Kingma and Welling, 2014, section 2.4) from μ, log σ² and ε, (N, K) each, to (N, K); the gradient has to
    /// reach μ and log σ².
    /// </summary>
    private static Question Sample { get; } = new Question<Func<Tensor, Tensor, Tensor, Tensor>>("vae.sample", answer =>
    {
        using var generator = new Generator(40);
        var mean = randn(5, 3, generator: generator).requires_grad_();
        var logVariance = randn(5, 3, generator: generator).requires_grad_();
        var noise = randn(5, 3, generator: generator);
        var yours = answer(mean, logVariance, noise);
        var deviation = (0.5 * logVariance).exp();
        var isRandom = !yours.ToArray().SequenceEqual(answer(mean, logVariance, noise).ToArray());
        if (yours.requires_grad)
            yours.sum().backward();

        return Comparison.Of(yours, mean + deviation * noise)
            .Mistake("The noise is multiplied with σ², the variance: the standard deviation is σ = exp(½ log σ²).", mean + logVariance.exp() * noise)
            .Mistake("log σ² is taken as if it were σ: σ = exp(½ log σ²).", mean + logVariance * noise)
            .Mistake("½ log σ² is log σ: the exponential is missing.", mean + 0.5 * logVariance * noise)
            .Mistake("That is 1/σ: the exponent is +½ log σ².", mean + (-0.5 * logVariance).exp() * noise)
            .Mistake("The mean is missing, as in the article's program: the code could then say nothing but how uncertain it is.", deviation * noise)
            .Mistake("Without noise it is the mean, and the model a plain autoencoder.", mean)
            .Mistake("The mean must not be multiplied with σ: only the noise is scaled.", (mean + noise) * deviation)
            .Fault("Twice the same arguments, and two results: use the noise that you are given, draw none.", isRandom)
            .Fault("No gradient reaches the mean (detach, no_grad or numbers instead of tensors?): an encoder could not learn from this sample.", mean.grad is null)
            .Fault("No gradient reaches the log-variance (detach, no_grad or numbers instead of tensors?): an encoder could not learn how much noise to add.", logVariance.grad is null)
            .Verdict.Because("The randomness comes from outside, so that z can be differentiated by μ and σ: that is the whole trick.");
    });

    /// <summary>KL(N(μ, diag σ²) ‖ N(0, I)) of each example (Kingma and Welling, 2014, appendix B), from μ and log σ², (N, K) each, to (N).</summary>
    private static Question Kl { get; } = new Question<Func<Tensor, Tensor, Tensor>>("vae.kl", answer =>
    {
        using var generator = new Generator(4);
        var mean = randn(6, 3, generator: generator);
        var logVariance = randn(6, 3, generator: generator);
        var perDimension = KlPerDimension(mean, logVariance);
        var asVariance = 0.5 * (mean.pow(2) + logVariance - 1 - logVariance.abs().log());
        return Comparison.Of(answer(mean, logVariance), perDimension.sum(dim: 1))
            .Mistake("That is the mean over the latent dimensions. KL divergences of independent dimensions add up: sum(dim: 1).", perDimension.mean([1]))
            .Mistake("That is the sum over the whole batch. Each example has a KL divergence of its own: sum(dim: 1).", perDimension.sum())
            .Mistake("That is the mean over batch and dimensions, which makes β smaller by the number of dimensions: sum(dim: 1).", perDimension.mean())
            .Mistake("The sum runs over the examples: the latent dimensions are dim 1.", perDimension.sum(dim: 0))
            .Mistake("The factor ½ is missing.", 2 * perDimension.sum(dim: 1))
            .Mistake("The sign is that of −KL, as in the ELBO; KL is never negative.", -perDimension.sum(dim: 1))
            .Mistake("The second argument is log σ², not σ²: σ² is logVariance.exp().", asVariance.sum(dim: 1))
            .Verdict.Because("Each dimension adds ½ (μ² + σ² − 1 − log σ²), which is zero only for μ = 0, σ = 1.");
    });

    /// <summary>∂KL/∂μ and ∂KL/∂log σ² of one dimension, from μ and log σ²; compared with central differences.</summary>
    private static Question KlSlope { get; } = new Question<Func<double, double, (double, double)>>("vae.kl-slope", answer =>
    {
        const double step = 1e-4;
        static double Kl(double mean, double logVariance) => 0.5 * (mean * mean + Math.Exp(logVariance) - 1 - logVariance);
        (double Mean, double LogVariance)[] points = [(0.7, -0.5), (-1.2, 0.8), (2, -3)];
        Tensor Column(Func<double, double, double> value) => tensor(points.Select(p => value(p.Mean, p.LogVariance)).ToArray());

        var byMean = Column((m, l) => (Kl(m + step, l) - Kl(m - step, l)) / (2 * step));
        var byLogVariance = Column((m, l) => (Kl(m, l + step) - Kl(m, l - step)) / (2 * step));
        var ofMean = Comparison.Of(Column((m, l) => answer(m, l).Item1), byMean)
            .Mistake("The factor ½ of KL is missing: ½ μ² has the derivative μ.", 2 * byMean)
            .Mistake("½ μ² has the derivative μ: the 2 from the square cancels the ½.", 0.5 * byMean)
            .Mistake("The sign of ∂/∂μ is wrong: KL grows when μ moves away from 0.", -byMean)
            .Mistake("The two derivatives are swapped: first ∂/∂μ, then ∂/∂log σ².", byLogVariance)
            .Verdict;
        var ofLogVariance = Comparison.Of(Column((m, l) => answer(m, l).Item2), byLogVariance)
            .Mistake("The factor ½ is missing in ∂/∂log σ².", 2 * byLogVariance)
            .Mistake("The sign of ∂/∂log σ² is wrong: KL grows with σ² above 1.", -byLogVariance)
            .Mistake("The term −log σ² has been forgotten: it contributes −½.", Column((_, l) => 0.5 * Math.Exp(l)))
            .Mistake("That is the derivative by σ². The parameter is log σ², so the chain rule gives another factor σ².", Column((_, l) => 0.5 * (1 - Math.Exp(-l))))
            .Mistake("That is the derivative by σ. The parameter is log σ²: ∂σ/∂log σ² = ½ σ.", Column((_, l) => Math.Exp(0.5 * l) - Math.Exp(-0.5 * l)))
            .Mistake("The second argument is log σ², not σ²: σ² is its exponential.", Column((_, l) => 0.5 * (l - 1)))
            .Verdict;
        return Verdict.All(ofMean, ofLogVariance)
            .Because("They agree with finite differences: μ and ½ (σ² − 1). KL pulls the mean to 0 and the variance to 1, that is, to a code that says nothing.");
    });

    /// <summary>
    /// −ELBO with weight β and one Bernoulli distribution per pixel (Kingma and Welling, 2014, eq. 10; Higgins et al., 2017, eq. 4), in nats
    /// per example: from x and logits, (N, D), μ and log σ², (N, K), and β to a scalar that can be differentiated.
    /// </summary>
    private static Question Loss { get; } = new Question<Func<Tensor, Tensor, Tensor, Tensor, double, Tensor>>("vae.loss", answer =>
    {
        using var generator = new Generator(41);
        const double beta = 2.5;
        var x = rand(4, 6, generator: generator);
        var logits = (2 * randn(4, 6, generator: generator)).requires_grad_();
        var mean = randn(4, 3, generator: generator);
        var logVariance = randn(4, 3, generator: generator);
        var nll = Likelihood.Bernoulli.NegativeLogLikelihood(x, logits);
        var perDimension = KlPerDimension(mean, logVariance);
        var kl = perDimension.sum(dim: 1);
        var (r, d) = (nll.mean(), kl.mean());
        var twice = Likelihood.Bernoulli.NegativeLogLikelihood(x, logits.sigmoid()).mean();
        var yours = answer(x, logits, mean, logVariance, beta);

        var value = Comparison.Of(yours, r + beta * d)
            .Mistake("The reconstruction term is a mean over the pixels, KL a sum over the latents: a β that is silently as many times larger as there are pixels. Sum over the pixels.", r / 6 + beta * d)
            .Mistake("Both terms are means over their dimensions: sum over pixels and over latents, mean over the examples only.", r / 6 + beta * d / 3)
            .Mistake("KL is averaged over the latents, which makes β smaller by their number: sum over them.", r + beta * d / 3)
            .Mistake("That is the sum over the batch: divide by the number of examples.", 4 * (r + beta * d))
            .Mistake("Only one of the terms is averaged over the batch: reconstruction is a sum over the examples.", 4 * r + beta * d)
            .Mistake("Only one of the terms is averaged over the batch: KL is a sum over the examples.", r + 4 * beta * d)
            .Mistake("That is one value per example: take the mean over the batch.", nll + beta * kl)
            .Mistake("β is missing.", r + d)
            .Mistake("β stands before the reconstruction term; it is the weight of KL.", beta * r + d)
            .Mistake("KL has the wrong sign: the loss is −log p(x|z) plus β KL.", r - beta * d)
            .Mistake("That is the ELBO, to be made large. A loss is made small: change the sign.", -(r + beta * d))
            .Mistake("KL is missing.", r)
            .Mistake("The factor ½ of KL is missing.", r + 2 * beta * d)
            .Mistake("The logits went through a sigmoid twice: binary_cross_entropy_with_logits contains one already.", twice + beta * d)
            .Fault("No gradient reaches the logits: nothing could be learnt from this loss.", !yours.requires_grad)
            .Verdict;
        // A confident decoder: −log(1 − σ(60)) = 60, but σ(60) is 1 in float32.
        var confident = full_like(logits, 60);
        var black = zeros_like(x);
        var extreme = Comparison.Of(answer(black, confident, mean, logVariance, beta), Likelihood.Bernoulli.NegativeLogLikelihood(black, confident).mean() + beta * d)
            .Verdict.Otherwise("Right for moderate logits, but wrong for logits of 60: the sigmoid rounds to 1, and log(1 − 1) is lost. Take the logits: binary_cross_entropy_with_logits.");
        return Verdict.All(value, extreme)
            .Because("Nats per example: sums over pixels and latents, a mean over the batch. At β = 1 it is −ELBO, a bound of −log p(x).");
    });

    /// <summary>KL per latent of the optimal linear β-VAE, ½ ln(λᵢ/βσ²)₊ nats (Lucas et al., 2019, section 4), from eigenvalues λ, σ² and β to one value per eigenvalue.</summary>
    private static Question LinearKl { get; } = new Question<Func<double[], double, double, double[]>>("vae.linear-kl", answer =>
    {
        const double variance = 0.3, beta = 2;
        static Tensor Of(Func<double, double> kl) => tensor(Eigenvalues.Select(kl).ToArray());
        static double Positive(double value) => Math.Max(0, value);
        return Comparison.Of(tensor(answer([.. Eigenvalues], variance, beta)), Of(l => Positive(0.5 * Math.Log(l / (beta * variance)))))
            .Mistake("Negative values: a KL divergence is never negative. A latent with λ < βσ² is off, its KL is 0.", Of(l => 0.5 * Math.Log(l / (beta * variance))))
            .Mistake("β is missing: it raises the level from σ² to βσ².", Of(l => Positive(0.5 * Math.Log(l / variance))))
            .Mistake("β stands in the numerator: a larger β makes KL smaller.", Of(l => Positive(0.5 * Math.Log(beta * l / variance))))
            .Mistake("The factor ½ is missing.", Of(l => Positive(Math.Log(l / (beta * variance)))))
            .Mistake("Those are bits (log₂); asked for are nats.", Of(l => Positive(0.5 * Math.Log2(l / (beta * variance)))))
            .Mistake("σ² is given, not σ: do not square it again.", Of(l => Positive(0.5 * Math.Log(l / (beta * variance * variance)))))
            .Verdict.Because("½ ln(λ/βσ²), or nothing: reverse water-filling with the level βσ². β = 1 gives probabilistic PCA.");
    });

    /// <summary>How many latents of that model are used: those with λᵢ &gt; βσ².</summary>
    private static Question LinearActive { get; } = new Question<Func<double[], double, double, int>>("vae.linear-active", answer =>
    {
        (double Variance, double Beta)[] cases = [(0.4, 1), (0.4, 4), (0.1, 2), (1.5, 2), (3, 2)];
        Tensor Of(Func<double, double, double, bool> isActive) =>
            tensor(cases.Select(c => (double)Eigenvalues.Count(l => isActive(l, c.Variance, c.Beta))).ToArray());
        return Comparison.Of(tensor(cases.Select(c => (double)answer([.. Eigenvalues], c.Variance, c.Beta)).ToArray()), Of((l, v, b) => l > b * v))
            .Mistake("β is missing: the level is βσ².", Of((l, v, _) => l > v))
            .Mistake("σ² is missing: the level is βσ².", Of((l, _, b) => l > b))
            .Mistake("The level is βσ², and σ² is given: no root.", Of((l, v, b) => l > b * Math.Sqrt(v)))
            .Mistake("Those are the latents that are off.", Of((l, v, b) => l <= b * v))
            .Mistake("Not all latents are used: the weak ones do not pay for their KL.", Of((_, _, _) => true))
            .Verdict.Because("With λ = (4, 2, 1, ½, ¼) and σ² = 0.4 there are 4 at β = 1 and 2 at β = 4; with a level above 4, none: posterior collapse, and here it is the optimum.");
    });

    /// <summary>The importance-weighted bound of each example, log 1/k Σ wᵢ (Burda, Grosse and Salakhutdinov, 2016, eq. 8), from log wᵢ, (k, N), to (N), in nats.</summary>
    private static Question Bound { get; } = new Question<Func<Tensor, Tensor>>("vae.bound", answer =>
    {
        // The chapter's section 3.5: z ~ N(0, 1), x | z ~ N(z, 1), x = 1, and a posterior N(½, 1) that is too wide.
        const int samples = 50, examples = 4;
        using var generator = new Generator(42);
        var noise = randn(samples, examples, generator: generator);
        var z = 0.5 + noise;
        var logWeights = 0.5 * (noise.pow(2) - z.pow(2) - (1 - z).pow(2)) - 0.5 * Math.Log(2 * Math.PI);
        var expected = logWeights.logsumexp(0) - Math.Log(samples);
        var value = Comparison.Of(answer(logWeights), expected)
            .Mistake("That is the mean of the logarithms, which is the ELBO again: the logarithm of the mean is asked for.", logWeights.mean([0]))
            .Mistake("That is the logarithm of the sum: subtract log k.", logWeights.logsumexp(0))
            .Mistake("That is the mean of the weights: its logarithm is asked for.", logWeights.exp().mean([0]))
            .Mistake("The sum runs over the examples: the samples are dim 0.", logWeights.logsumexp(1) - Math.Log(examples))
            .Mistake("That is the mean over samples and examples: each example has a bound of its own.", logWeights.flatten().logsumexp(0) - Math.Log(samples * examples))
            .Mistake("Those are bits (log₂); asked for are nats.", expected / Math.Log(2))
            .Verdict;
        Verdict Shifted(double by) => Comparison.Of(answer(logWeights + by), expected + by)
            .Verdict.Otherwise($"Right for moderate values, but not with {Math.Abs(by):F0} {(by > 0 ? "added to" : "taken from")} every log-weight: exp() leaves the range of float32. Images have such weights; logsumexp takes the largest out first.");
        return Verdict.All(value, Shifted(-300), Shifted(300)).Because("In this example log p(x) = −1.51551. One sample falls short of it by 0.15343 nats on average, 50 samples by about 0.0015.");
    });

    /// <summary>What the article's one layer for mean and log-variance forbids.</summary>
    private static Question SharedHead { get; } = ChoiceQuestion.Of("vae.shared-head", "b",
        "μ = log σ² in every dimension: μ = 2 means σ = e. The encoder cannot say where a code is and how sure it is of it independently; two linear heads can.",
        ("a", "KL is ½ (μ² + e^μ − 1 − μ) then, which is 0 at μ = 0 only."),
        ("c", "The shapes agree: mean and log-variance are both (N, 2). The noise of the input's shape is another fault of the program."),
        ("d", "The layer has no activation, so its output can have either sign, and so can mean and log-variance: but always the same one."));

    /// <summary>The least E(x − a)² over outputs a in (0, 1) that may depend on x ~ N(0, 1).</summary>
    private static Question SigmoidFloor { get; } = new Question<Func<double>>("vae.sigmoid-floor", answer =>
    {
        const double width = 1e-3;
        double Integral(Func<double, double> f) => Enumerable.Range(-8000, 16001).Select(i => i * width)
            .Sum(v => f(v) * Math.Exp(-0.5 * v * v)) * width / Math.Sqrt(2 * Math.PI);
        static double Miss(double v) => v - Math.Clamp(v, 0, 1);
        var expected = Integral(v => Miss(v) * Miss(v));
        return Comparison.Of(answer(), expected, tolerance: 1e-3)
            .Mistake("That is the part of the negative numbers only. What lies above 1 is missed too.", Integral(v => v < 0 ? v * v : 0))
            .Mistake("That is the part above 1 only. The negative numbers are missed too.", Integral(v => v > 1 ? (v - 1) * (v - 1) : 0))
            .Mistake("That is the error of always answering 0. A decoder that knows x hits everything between 0 and 1.", 1)
            .Mistake("That is the error of always answering ½. A decoder that knows x hits everything between 0 and 1.", 1.25)
            .Mistake("That is the sum over the ten numbers of an example: asked for is the mean squared error per number.", 10 * expected)
            .Mistake("That is half of it: the squared error itself is asked for, without a factor ½.", 0.5 * expected)
            .Verdict.Because("½ + 2(1 − Φ(1)) − φ(1) = 0.5753: more than half the variance is lost, whatever the encoder, the code and the training.");
    });

    /// <summary>
    /// log p(x) − ELBO for z ~ N(0, 1), x | z ~ N(z, 1) and q = N(m, v), from x, m and v: the divergence from the true posterior
    /// N(x/2, 1/2). Compared with numerical integration of the ELBO.
    /// </summary>
    private static Question Gap { get; } = new Question<Func<double, double, double, double>>("vae.gap", answer =>
    {
        (double X, double M, double V)[] cases = [(1, 0.5, 1), (1, 0.5, 0.25), (-0.6, 1.2, 0.4)];
        Tensor Of(Func<double, double, double, double> value) => tensor(cases.Select(c => value(c.X, c.M, c.V)).ToArray());
        static double Log(double x, double mean, double variance) => -0.5 * (Math.Log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
        static double Kl(double m, double v, double mean, double variance) => 0.5 * ((v + (m - mean) * (m - mean)) / variance - 1 - Math.Log(v / variance));
        static double Elbo(double x, double m, double v)
        {
            const double width = 1e-3;
            return Enumerable.Range(-10000, 20001).Select(i => i * width)
                .Sum(z => Math.Exp(Log(z, m, v)) * (Log(z, 0, 1) + Log(x, z, 1) - Log(z, m, v))) * width;
        }

        var expected = Of((x, m, v) => Log(x, 0, 2) - Elbo(x, m, v));
        return Comparison.Of(Of((x, m, v) => answer(x, m, v)), expected)
            .Mistake("That is KL(q ‖ p(z)), the divergence from the prior, which is a part of the ELBO. What is missing is the divergence from the posterior p(z|x).", Of((_, m, v) => Kl(m, v, 0, 1)))
            .Mistake("That is KL(p(z|x) ‖ q), the wrong way round: the expectation is taken under q.", Of((x, m, v) => Kl(0.5 * x, 0.5, m, v)))
            .Mistake("The sign is wrong: the ELBO lies below log p(x).", -expected)
            .Mistake("That is the ELBO; asked for is what it lacks to log p(x).", Of(Elbo))
            .Mistake("That is log p(x); asked for is what the ELBO lacks to it.", Of((x, _, _) => Log(x, 0, 2)))
            .Mistake("That is the ratio of the two, which is another one for every q: nothing is proportional. Asked for is the difference.", Of((x, m, v) => Elbo(x, m, v) / Log(x, 0, 2)))
            .Mistake("v is the variance of q, not its standard deviation.", Of((x, m, v) => Kl(m, v * v, 0.5 * x, 0.5)))
            .Verdict.Because("log p(x) = ELBO + KL(q ‖ p(z|x)). The missing term depends on q, so ∝ would need another factor for every q; it is 0 for q = N(x/2, ½) only.");
    });

    /// <summary>Which of three β has the least −ELBO; measured on the linear VAE of section 3.8.</summary>
    private static Question CollapsePrediction { get; } = new Question<Func<string>>("vae.collapse-prediction", answer =>
    {
        const double variance = 0.4;
        double NegativeElbo(double beta) => Eigenvalues.Sum(l =>
            Math.Min(l, beta * variance) / (2 * variance) + 0.5 * Math.Log(2 * Math.PI * variance) + 0.5 * Math.Log(Math.Max(1, l / (beta * variance))));
        (string Name, double NegativeElbo)[] choices = [("smallest", NegativeElbo(0.1)), ("middle", NegativeElbo(1)), ("largest", NegativeElbo(8))];
        return ChoiceQuestion.Judge(answer, choices.MinBy(choice => choice.NegativeElbo).Name,
            $"−ELBO bounds −log p(x), and training with β = 1 is what minimises it. The linear VAE of the chapter's section 3.8 has, with these β, {string.Join(", ", choices.Select(choice => $"{choice.NegativeElbo:F2}"))} nats. Now look at the digits.",
            ("smallest", "With β = 0.1 the reconstruction is best. But −ELBO charges KL in full, and those codes cost many nats."),
            ("largest", "With β = 8 KL is smallest. But −ELBO charges the reconstruction too, and a code that says nothing reconstructs only the mean digit."));
    });

    /// <summary>Why a large β switches latents off.</summary>
    private static Question CollapseReason { get; } = ChoiceQuestion.Of("vae.collapse-reason", "c",
        "A latent is used while the nats of reconstruction that it saves are more than β times the nats of KL that it costs. At β = 8 none is worth its price: posterior collapse.",
        ("a", "The same network reconstructs well at β = 0.1: it has room enough."),
        ("b", "The gradient through z = μ + σε is there at any β. It is KL's gradient, β times as strong, that wins."),
        ("d", "At β = 8 KL is 0 to the printed digits: the loss has found its minimum, not missed it. More epochs change nothing."));

    /// <summary>
    /// A VAE for the 8×8 digits: from the first 1500 to a trained model whose −ELBO on the other 297 is at most 25 nats (20 epochs of Adam
    /// with 64-128-8, learning rate 0.004 and batches of 50 reach 24.5 with each of three seeds).
    /// </summary>
    private static Question Project { get; } = new Question<Func<Dataset, VariationalAutoencoder>>("vae.project", answer =>
    {
        const double limit = 25;
        var (train, test) = Digits.Load().Split(1500);
        manual_seed(1);
        var model = answer(train);
        manual_seed(2);
        var terms = Elbo.Of(model, test, samples: 10);
        var isBernoulli = ReferenceEquals(model.Likelihood, Likelihood.Bernoulli);
        var verdict = new Verdict(
            isBernoulli && terms.Total <= limit,
            terms.ToString(),
            $"−ELBO at most {limit:F1} nats on the 297 unseen digits, with Likelihood.Bernoulli",
            isBernoulli switch
            {
                false => "Another likelihood has another unit: nats of different likelihoods cannot be compared. Take Likelihood.Bernoulli.",
                true when terms.Kl < 0.1 => "KL is almost 0: posterior collapse. Is β = 1, and was the model trained long enough for the latents to come alive?",
                true when model.Beta != 1 => $"The model was trained with β = {model.Beta}; −ELBO is least for β = 1.",
                _ => "A working VAE, not yet trained well enough: more epochs, a larger learning rate (with a schedule), smaller batches?",
            });
        return verdict.Because($"{terms.KlPerLatent.Count(kl => kl > 0.1)} of {model.LatentSize} latents carry more than 0.1 nats. The mean digit alone has about 26.6.");
    });

    private static Tensor KlPerDimension(Tensor mean, Tensor logVariance) => new VariationalOutput(mean, mean, mean, mean, logVariance).KlPerDimension();
}
