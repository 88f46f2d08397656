using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using static TorchSharp.torch;

namespace AeKit.Teaching.Questions;

/// <summary>What chapter 05 asks.</summary>
internal static class CollapseQuestions
{
    // Of the objective of the project, without its largest constant: the chapter's tables do the same.
    private const double ProjectThreshold = 68;

    public static IEnumerable<Question> All => [Elbo, Sample, Kl, Capacity, NoiseCost, Axes, AxesWhy, Draw, Recall, Project];

    /// <summary>
    /// The ELBO of q = N(m, v) where z ~ N(0, 1), x | z ~ N(z, 1) and x = 1 was observed:
    /// −½ log 2π − ½ [(1 − m)² + v] − ½ [m² + v − 1 − log v], in nats. It is greatest at the true posterior, N(½, ½).
    /// </summary>
    private static Question Elbo { get; } = new Question<Func<double, double, double>>("collapse.elbo", answer =>
        new[] { (M: 0.3, V: 0.7), (M: -1.0, V: 0.2), (M: 0.5, V: 0.5) }.Judge(q =>
        {
            var reconstruction = -0.5 * Math.Log(2 * Math.PI) - 0.5 * ((1 - q.M) * (1 - q.M) + q.V);
            double Divergence(double v) => 0.5 * (q.M * q.M + v - 1 - Math.Log(v));
            return Comparison.Of(answer(q.M, q.V), reconstruction - Divergence(q.V))
                .Mistake("That is −ELBO, what a program minimises. The bound itself is to be raised.", Divergence(q.V) - reconstruction)
                .Mistake("KL is added. The ELBO subtracts it: what q costs makes the bound lower.", reconstruction + Divergence(q.V))
                .Mistake("The constant −½ log 2π of the normal density is missing. Without it the value is no bound on log p(x).", reconstruction - Divergence(q.V) + 0.5 * Math.Log(2 * Math.PI))
                .Mistake("The second argument is the variance v. Here it was taken for the standard deviation.",
                    -0.5 * Math.Log(2 * Math.PI) - 0.5 * ((1 - q.M) * (1 - q.M) + q.V * q.V) - Divergence(q.V * q.V))
                .Mistake("E[(1 − z)²] under q is (1 − m)² + v. The v is missing: a wide q reconstructs badly.",
                    -0.5 * Math.Log(2 * Math.PI) - 0.5 * (1 - q.M) * (1 - q.M) - Divergence(q.V))
                .Mistake("The factor ½ of KL is missing.", reconstruction - 2 * Divergence(q.V))
                .Verdict.Because("It nowhere lies above log p(x) = −1.5155, touches it at m = v = ½, and has no minimum: who minimises it sends m to infinity.");
        }));

    /// <summary>A sample of q = N(μ, s² I) made of given noise: μ, (N, K), s and ε ~ N(0, I), (N, K), to (N, K).</summary>
    private static Question Sample { get; } = new Question<Func<Tensor, double, Tensor, Tensor>>("collapse.sample", answer =>
    {
        using var generator = new Generator(5);
        var mean = randn(5, 3, generator: generator);
        var noise = randn(5, 3, generator: generator);
        const double s = 0.3;
        return Comparison.Of(answer(mean, s, noise), mean + s * noise)
            .Mistake("s is the standard deviation: ε is to be multiplied by s, not by s².", mean + s * s * noise)
            .Mistake("s is the standard deviation already: there is no root to take.", mean + Math.Sqrt(s) * noise)
            .Mistake("That is the article's fixed 0.01, not s.", mean + 0.01 * noise)
            .Mistake("The mean is missing: every code would be noise around zero.", s * noise)
            .Mistake("The noise is not scaled by s.", mean + noise)
            .Mistake("The noise is missing: the code is deterministic, and the model a plain autoencoder.", mean)
            .Verdict.Because("Written like this, with ε from outside, the sample has a gradient with respect to μ.");
    });

    /// <summary>KL(N(μ, s² I) ‖ N(0, I)) = ½ (‖μ‖² + K (s² − 1 − log s²)) of each example; μ, (N, K), and s to (N), in nats.</summary>
    private static Question Kl { get; } = new Question<Func<Tensor, double, Tensor>>("collapse.kl", answer =>
        new[] { (K: 4, S: 0.3), (K: 7, S: 1.5) }.Judge(size =>
        {
            using var generator = new Generator(6);
            var mean = randn(5, size.K, generator: generator);
            var (squares, s) = (mean.pow(2).sum(dim: 1), size.S);
            var perDimension = s * s - 1 - Math.Log(s * s);
            return Comparison.Of(answer(mean, s), 0.5 * (squares + size.K * perDimension))
                .Mistake("The constant is counted once, but each of the K dimensions has it.", 0.5 * (squares + perDimension))
                .Mistake("The constant is missing. It has no gradient, but without it the objective is no bound.", 0.5 * squares)
                .Mistake("The factor ½ is missing.", squares + size.K * perDimension)
                .Mistake("log s is there where log s² belongs.", 0.5 * (squares + size.K * (s * s - 1 - Math.Log(s))))
                .Mistake("s was taken for the variance. The variance is s².", 0.5 * (squares + size.K * (s - 1 - Math.Log(s))))
                .Mistake("That is the mean over the dimensions. KL divergences of independent dimensions add up: sum(dim: 1).", 0.5 * (squares / size.K + perDimension))
                .Mistake("That is the mean over the batch. Each example has a KL divergence of its own.", (0.5 * (squares + size.K * perDimension)).mean())
                .Verdict.Because("Only ½‖μ‖² can be learnt from: what remains of KL is weight decay on the code.");
        }));

    /// <summary>
    /// At most how many bits K latent dimensions carry when both heads of the encoder end in a sigmoid: the means lie in (0, 1), so
    /// their variance is at most ¼; σ² = exp(sigmoid) is above 1. A Gaussian channel of that power and noise has ½ log₂(1 + ¼) bits.
    /// </summary>
    private static Question Capacity { get; } = new Question<Func<int, double>>("collapse.capacity", answer =>
        new[] { 16, 3 }.Judge(dimensions => Comparison.Of(answer(dimensions), dimensions * 0.5 * Math.Log2(1.25))
            .Mistake("That is the capacity in nats. Bits take the logarithm to base 2.", dimensions * 0.5 * Math.Log(1.25))
            .Mistake("The capacity of a Gaussian channel is half of the logarithm.", dimensions * Math.Log2(1.25))
            .Mistake("1⁄12 is the variance of a uniform mean. The most that fits into (0, 1) is ¼: half of the means near 0, half near 1.", dimensions * 0.5 * Math.Log2(1 + 1.0 / 12))
            .Mistake("½ is the standard deviation of means at 0 and 1. The capacity asks for their variance, ¼.", dimensions * 0.5 * Math.Log2(1.5))
            .Mistake("That is one dimension. They carry bits independently, so K of them carry K times as much.", 0.5 * Math.Log2(1.25))
            .Mistake("1 over 4 is the ratio of signal to noise; the capacity is ½ log₂(1 + signal / noise).", dimensions * 0.5 * Math.Log2(4))
            .Verdict.Because("Sixteen dimensions carry 2.58 bits at most. The name of a digit takes log₂ 10 = 3.32: no training can mend that.")));

    /// <summary>
    /// What noise of the standard deviation s on the code costs a linear decoder g(z) = W z in expectation:
    /// E‖g(μ + s ε) − x‖² − ‖g(μ) − x‖² = s² ‖W‖²_F. W is (D, K); the cost is in units of the data, squared.
    /// </summary>
    private static Question NoiseCost { get; } = new Question<Func<Tensor, double, double>>("collapse.noise", answer =>
    {
        using var generator = new Generator(7);
        var weight = randn(6, 3, generator: generator);
        const double s = 0.4;
        var squares = weight.pow(2).sum().item<float>();
        return Comparison.Of(answer(weight, s), s * s * squares)
            .Mistake("s stands to the first power; the error is squared, so s is too.", s * squares)
            .Mistake("That is the Frobenius norm, not its square.", s * s * Math.Sqrt(squares))
            .Mistake("Nothing is squared: s ‖W‖ is the size of the error, the cost is its square.", s * Math.Sqrt(squares))
            .Mistake("That is a mean over the entries of W. The error sums over all outputs.", s * s * squares / 18)
            .Mistake("That is a mean over the outputs. ‖·‖² is a sum.", s * s * squares / 6)
            .Mistake("There is no ½ in this error.", s * s * squares / 2)
            .Verdict.Because("Noise on the code is weight decay on the decoder. For a curved decoder, ‖W‖ becomes the norm of its Jacobian: the noise smooths it.");
    });

    /// <summary>
    /// Codes whose variance lies in two directions only, turned at random against six axes: is the effective number of dimensions,
    /// (Σ vₖ)² / Σ vₖ² of the variances vₖ, "more" along the axes than along the principal axes, "fewer", or "the same"?
    /// </summary>
    private static Question Axes { get; } = new Question<Func<string>>("collapse.axes", answer =>
    {
        using var generator = new Generator(8);
        var codes = randn(500, 2, generator: generator).matmul(randn(2, 6, generator: generator));
        static double Effective(IEnumerable<double> variances) => Math.Pow(variances.Sum(), 2) / variances.Sum(v => v * v);
        var (onAxes, onPrincipal) = (Effective(ActiveUnits.Variances(codes)), Effective(Pca.Fit(codes, 2).Eigenvalues.Take(2)));
        var expected = onAxes > onPrincipal + 0.1 ? "more" : onAxes < onPrincipal - 0.1 ? "fewer" : "the same";
        return Comparison.Of(answer(), expected)
            .Mistake("A direction that is turned has a share on every axis, so no axis is quiet. Run the experiment below.", "fewer")
            .Mistake("It would be the same if the directions lay along axes. Nothing in the collapsed VAE's objective asks for that: ½‖μ‖² and s² I look the same from all sides.", "the same")
            .Fault("Answer with one of the words: more, fewer, the same.", answer().Trim().ToLowerInvariant() is not ("more" or "fewer" or "the same"))
            .Verdict.Because($"Here they seem to be {onAxes:F1} dimensions along the axes, and are {onPrincipal:F1}.");
    });

    /// <summary>Why axes of a VAE tell its dimensions and those of a collapsed VAE do not: one of four sentences.</summary>
    private static Question AxesWhy { get; } = ChoiceQuestion.Of(
        "collapse.axes-why",
        "c",
        "A diagonal q with a variance for each axis can switch off an axis, but no direction between axes; s² I knows no axes.",
        ("a", "Both have the same prior, N(0, I), and it looks the same from all sides."),
        ("b", "Both have K numbers as a code."),
        ("d", "Training longer changes no symmetry of the objective."));

    /// <summary>
    /// New codes from the normal distribution that has the mean and the standard deviation of each latent dimension over the given
    /// codes: codes, (N, K), and ε ~ N(0, I), (M, K), to (M, K).
    /// </summary>
    private static Question Draw { get; } = new Question<Func<Tensor, Tensor, Tensor>>("collapse.draw", answer =>
    {
        using var generator = new Generator(9);
        var codes = randn(400, 3, generator: generator) * tensor([0.5f, 2f, 1f]) + tensor([1f, -2f, 0.5f]);
        var noise = randn(5, 3, generator: generator);
        var (mean, deviation) = (codes.mean([0]), codes.std(0));
        return Comparison.Of(answer(codes, noise), mean + deviation * noise, tolerance: 2e-3) // With divisor N or N − 1.
            .Mistake("These are draws from the prior N(0, I). The codes are somewhere else.", noise)
            .Mistake("The mean of the codes is missing.", deviation * noise)
            .Mistake("The draws are not scaled: multiply ε by the standard deviation of each dimension.", mean + noise)
            .Mistake("That is the variance of each dimension. A draw is scaled by the standard deviation.", mean + deviation.pow(2) * noise)
            .Mistake("Mean and standard deviation are of all numbers together. Each dimension has its own: over dim 0.", codes.mean() + codes.std() * noise)
            .Verdict.Because("A single normal distribution without correlations is the simplest density; a mixture (FitDensity) follows the codes more closely.");
    });

    /// <summary>The recall of a class: of the examples that are of the class, the share that is recognised. True and guessed labels, (N) each.</summary>
    private static Question Recall { get; } = new Question<Func<long[], long[], long, double>>("collapse.recall", answer =>
    {
        long[] truth = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2];
        long[] guess = [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0];
        double Share(Func<int, bool> among, Func<int, bool> counted) => Enumerable.Range(0, truth.Length).Where(among).Average(i => counted(i) ? 1.0 : 0);
        return new long[] { 1, 0 }.Judge(c => Comparison.Of(answer(truth, guess, c), Share(i => truth[i] == c, i => guess[i] == c))
            .Mistake("That is the precision: of what was guessed to be of the class, the share that is.", Share(i => guess[i] == c, i => truth[i] == c))
            .Mistake("That is the accuracy over all examples. It hides what happens to a rare class.", Share(_ => true, i => guess[i] == truth[i]))
            .Mistake("That is the accuracy of 'this class or not'. The many other examples count there.", Share(_ => true, i => guess[i] == c == (truth[i] == c)))
            .Mistake("Divide by the examples of the class, not by all examples.", Share(_ => true, i => guess[i] == c && truth[i] == c))
            .Verdict.Because("Look at every class: an accuracy of 0.95 can go with a recall of 0 for a class that makes up a twentieth."));
    });

    /// <summary>
    /// A collapsed VAE learnt from 100 digits: its −ELBO on the 297 unseen digits, with the likelihood N(a, 0.02 I), without the
    /// constant 32 log(2π · 0.02) of that density, in nats per example.
    /// </summary>
    private static Question Project { get; } = new Question<Func<Dataset, CollapsedVae>>("collapse.project", answer =>
    {
        var (train, test) = Digits.Load().Split(1500);
        manual_seed(1);
        var model = answer(train.Take(100));
        manual_seed(1);
        var bound = Trainer.Evaluate(model, test).Total - 32 * Math.Log(2 * Math.PI * 0.02);
        return new Comparison<double>(_ => bound < ProjectThreshold, ProjectThreshold, $"{bound:F1} nats", $"below {ProjectThreshold} nats",
                "The model learns its hundred digits by heart. Compare training and test: what helps is more noise, dropout, weight decay, or more varied digits made from the hundred.")
            .Fault("The likelihood is to be Gaussian(0.02), or the values cannot be compared.", !IsGaussian(model.Likelihood, 0.02))
            .Fault("A model of digits has 64 inputs.", model.Encode(test.Features[..1]).shape is not [1, _])
            .Verdict.Because("That is what the unseen digits say; the hundred were all you had.");
    });

    /// <summary>At an output that is off by one unit, a Gaussian likelihood tells its variance.</summary>
    private static bool IsGaussian(Likelihood likelihood, double variance) => Math.Abs(
        likelihood.NegativeLogLikelihood(ones(1, 1), zeros(1, 1)).item<float>() - (0.5 / variance + 0.5 * Math.Log(2 * Math.PI * variance))) < 1e-3;
}
