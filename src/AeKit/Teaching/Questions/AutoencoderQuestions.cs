using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Teaching.Questions;

/// <summary>What chapter 01 asks.</summary>
internal static class AutoencoderQuestions
{
    // Measured on these digits: PCA with 8 components 0.0253; 40 epochs of Adam, five seeds each, 0.0160 to 0.0174 with
    // 128 hidden units, 0.0182 to 0.0196 with 64, 0.0247 to 0.0264 with 16.
    private const double BelowPca = 0.0225;
    private const double WellBelowPca = 0.0190;

    public static IEnumerable<Question> All =>
    [
        Parameters, Loss, Floor, Excess, LogitGradient, WeightGradient, Reconstruct, LeastError,
        FormulaAsPrinted, RepeatStepFour, PcaAnswer, Slope, Denoise, OwnError, CleanError, WhyLongCodesLose,
        BeatPca("ae.beat-pca", BelowPca), BeatPca("ae.beat-pca-well", WellBelowPca),
    ];

    /// <summary>The number of weights and biases of the dense autoencoder D → K → D, from D and K.</summary>
    private static Question Parameters { get; } = new Question<Func<long, long, long>>("ae.parameters", answer =>
        new (long Inputs, long Code)[] { (784, 256), (64, 8), (5, 3) }.Judge(size =>
        {
            var (inputs, code) = size;
            var weights = inputs * code;
            var (yours, expected) = (answer(inputs, code), 2 * weights + code + inputs);
            return new Comparison<long>(value => yours == value, expected, $"{yours}", $"{expected}", "")
                .Mistake("The biases are missing: one for each unit that a layer computes.", 2 * weights)
                .Mistake("Those are the encoder's alone; the decoder has weights and biases too.", weights + code)
                .Mistake("The decoder's biases are missing: it computes as many units as there are inputs.", 2 * weights + code)
                .Mistake("The encoder's biases are missing: one for each number of the code.", 2 * weights + inputs)
                .Mistake("Both layers have the same number of biases here, but a layer has one for each unit that it computes: the encoder for the code, the decoder for the inputs.", 2 * (weights + code))
                .Mistake("The input is not computed and has no bias; a layer has one for each of its outputs.", 2 * (weights + inputs))
                .Mistake("The weights are counted once, as if the decoder used the encoder's (tied weights). The article's two Dense layers have weights of their own.", weights + code + inputs)
                .Verdict.For($"{inputs} inputs and a code of {code}");
        }).Because("A layer from m to n units has m n weights and n biases. 784-256-784 has 402 448 parameters to describe a picture of 784 pixels."));

    /// <summary>1/(2n) Σ ‖xᵢ − x̂ᵢ‖² in nats per example, from x and x̂, (N, D) each, to a scalar.</summary>
    private static Question Loss { get; } = new Question<Func<Tensor, Tensor, Tensor>>("ae.loss", answer =>
    {
        using var generator = new Generator(1);
        var x = rand(6, 5, generator: generator);
        var reconstruction = rand(6, 5, generator: generator).requires_grad_();
        var perExample = Likelihood.SquaredError.NegativeLogLikelihood(x, reconstruction);
        var expected = perExample.mean();
        var yours = answer(x, reconstruction);
        return Comparison.Of(yours, expected)
            .Mistake("The factor ½ is missing: −log N(x; x̂, 1) is ½ (x − x̂)² plus a constant.", 2 * expected)
            .Mistake("That is the mean over examples and dimensions, as Keras and mse_loss print it. Sum over the dimensions, mean over the examples, and ½.", expected * 2 / 5)
            .Mistake("That is a mean over the dimensions too; the numbers of one example add up. Sum over the dimensions, mean over the examples.", expected / 5)
            .Mistake("That is the sum over the batch: a larger batch would have a larger loss. Divide by the number of examples.", perExample.sum())
            .Mistake("Divide by the number of examples, and mind the ½.", 2 * perExample.sum())
            .Mistake("That is one loss per example. Training wants one number: their mean.", perExample)
            .Mistake("The difference has to be squared, not its magnitude taken.", 0.5 * (x - reconstruction).abs().sum(dim: 1).mean())
            .Fault("The value is right, but it has lost its connection to the reconstruction (detach, item, ToArray …), so there would be no gradient. Stay with tensor operations.", !yours.requires_grad)
            .Verdict.Because("Sum over dimensions, mean over examples: nats per example do not depend on the batch size, and they compare with a KL divergence, which is a sum over dimensions as well.");
    });

    /// <summary>The least binary cross-entropy that any reconstruction of grey pixels can have, in nats per example, from (N, D) in [0, 1] to a number.</summary>
    private static Question Floor { get; } = new Question<Func<Tensor, double>>("ae.floor", answer =>
    {
        using var generator = new Generator(2);
        var images = cat([rand(4, 5, generator: generator), zeros(4, 1), ones(4, 1)], dim: 1);
        var (pixels, size) = (images.ToArray(), images.shape[1]);
        double Ink(float p) => p > 0 ? -p * Math.Log(p) : 0;
        var inkOnly = pixels.Sum(Ink) / 4;
        var floor = inkOnly + pixels.Sum(p => Ink(1 - p)) / 4;
        var yours = answer(images);
        return Comparison.Of(yours, floor)
            .Fault("0 · log 0 is NaN in floating point, and its limit is 0. Black and white pixels are part of the question: treat them apart, or clamp.", double.IsNaN(yours))
            .Mistake("The second half is missing: paper, 1 − x, contributes −(1 − x) log(1 − x).", inkOnly)
            .Mistake("That is in bits. A nat uses the natural logarithm.", floor / Math.Log(2))
            .Mistake("That is the mean per pixel. Nats per example: sum over the pixels, mean over the examples.", floor / size)
            .Mistake("That is the sum over all examples; divide by their number.", floor * 4)
            .Mistake("The sign: an entropy is never negative.", -floor)
            .Mistake("That is the loss of answering ½ everywhere, D log 2. The best answer depends on the pixel: set the derivative by x̂ to zero.", size * Math.Log(2))
            .Mistake("The least BCE of a grey pixel is not 0. Put x̂ = x into the formula.", 0)
            .Verdict.Because("The derivative (x̂ − x) / (x̂ (1 − x̂)) vanishes at x̂ = x, where BCE is the entropy of a coin with probability x: 0 for ink or paper, log 2 for grey ½.");
    });

    /// <summary>What training can remove of a binary cross-entropy, KL(x ‖ x̂) of each example, from x and x̂ in (0, 1), (N, D) each, to (N).</summary>
    private static Question Excess { get; } = new Question<Func<Tensor, Tensor, Tensor>>("ae.excess", answer =>
    {
        using var generator = new Generator(3);
        var x = 0.05 + 0.9 * rand(4, 5, generator: generator);
        var reconstruction = 0.05 + 0.9 * rand(4, 5, generator: generator);
        Tensor CrossEntropy(Tensor p, Tensor q) => -(p * q.log() + (1 - p) * (1 - q).log());
        Tensor Kl(Tensor p, Tensor q) => CrossEntropy(p, q) - CrossEntropy(p, p);
        var perPixel = Kl(x, reconstruction);
        return Comparison.Of(answer(x, reconstruction), perPixel.sum(dim: 1))
            .Mistake("That is the whole BCE. Take off its floor, the entropy of the pixels.", CrossEntropy(x, reconstruction).sum(dim: 1))
            .Mistake("That is the floor, which no training removes. The excess is BCE minus the floor.", CrossEntropy(x, x).sum(dim: 1))
            .Mistake("That is KL(x̂ ‖ x). The expectation is over the pixels x: x log(x / x̂) + (1 − x) log((1 − x) / (1 − x̂)).", Kl(reconstruction, x).sum(dim: 1))
            .Mistake("The part of the paper is missing: (1 − x) log((1 − x) / (1 − x̂)).", (x * (x / reconstruction).log()).sum(dim: 1))
            .Mistake("The sign: BCE is never below its floor.", -perPixel.sum(dim: 1))
            .Mistake("That is the mean over the pixels; they add up.", perPixel.mean([1]))
            .Mistake("That is one number for all examples; each has its own: sum(dim: 1).", perPixel.sum())
            .Mistake("The sum runs over the examples: the pixels are dim 1.", perPixel.sum(dim: 0))
            .Verdict.Because("BCE(x, x̂) = h(x) + KL(x ‖ x̂): the first part belongs to the data, the second to the model, and only the second can be trained away.");
    });

    /// <summary>∂BCE(x, σ(a)) / ∂a, element by element, from a and x of one shape.</summary>
    private static Question LogitGradient { get; } = new Question<Func<Tensor, Tensor, Tensor>>("ae.logit-gradient", answer =>
    {
        using var generator = new Generator(4);
        var a = 1.5 * randn(4, 5, generator: generator);
        var x = rand(4, 5, generator: generator);
        var mean = a.sigmoid();
        var expected = mean - x;
        var slope = mean * (1 - mean);
        var atTheEnds = answer(tensor(new[] { -200f, 200f }), tensor(new[] { 1f, 0f }));
        return Comparison.Of(answer(a, x), expected)
            .Mistake("The sign: to raise x̂ where there is too little ink, gradient descent needs a negative gradient there.", -expected)
            .Mistake("That is the gradient of ½ (x̂ − x)² behind a sigmoid. In that of BCE the factor σ′ cancels.", expected * slope)
            .Mistake("That is the derivative by x̂. One step of the chain rule is missing: times ∂x̂/∂a = x̂ (1 − x̂).", expected / slope)
            .Mistake("a is not yet the reconstruction: x̂ = σ(a).", a - x)
            .Mistake("That is σ′(a), the derivative of the sigmoid alone.", slope)
            .Mistake("That is BCE itself; its derivative is asked for.", nn.functional.binary_cross_entropy_with_logits(a, x, reduction: nn.Reduction.None))
            .Mistake("The gradient of the whole loss is not divided: every element has its own derivative.", expected / 20)
            .Fault("At a = ±200 the result is not a finite number: it divides by x̂ (1 − x̂), which is 0 in float32. Cancel by hand first, then calculate.", !atTheEnds.ToArray().All(float.IsFinite))
            .Fault("At a = 200, x = 0 the derivative is 1, and −1 at a = −200, x = 1.", !(Math.Abs(atTheEnds.ToArray()[0] + 1) < 1e-3 && Math.Abs(atTheEnds.ToArray()[^1] - 1) < 1e-3))
            .Verdict.Because("σ(a) − x: the error itself. A pixel that is confidently wrong pulls with full force, however flat the sigmoid is there.");
    });

    /// <summary>
    /// The gradient by the decoder's weights W, (D, K), of the mean over the examples of Σ BCE(x, σ(a)) with a = h Wᵀ + b:
    /// from the hidden values h (N, K), a (N, D) and x (N, D).
    /// </summary>
    private static Question WeightGradient { get; } = new Question<Func<Tensor, Tensor, Tensor, Tensor>>("ae.weight-gradient", answer =>
    {
        using var generator = new Generator(5);
        var hidden = randn(6, 3, generator: generator);
        var a = randn(6, 4, generator: generator);
        var x = rand(6, 4, generator: generator);
        var mean = a.sigmoid();
        Tensor By(Tensor delta) => delta.t().matmul(hidden);
        var expected = By(mean - x) / 6;
        return Comparison.Of(answer(hidden, a, x), expected)
            .Mistake("That is the transpose. W has a row for each pixel and a column for each number of the code: (D, K).", expected.t())
            .Mistake("The loss is the mean over the examples: divide by their number.", 6 * expected)
            .Mistake("The loss sums over the pixels; divide by the number of examples only.", expected / 4)
            .Mistake("That Δ belongs to the squared error behind a sigmoid. For BCE it is (σ(a) − x) / n.", By((mean - x) * mean * (1 - mean)) / 6)
            .Mistake("a is not yet the reconstruction: Δ = (σ(a) − x) / n.", By(a - x) / 6)
            .Mistake("The sign: Δ = (x̂ − x) / n.", -expected)
            .Verdict.Because("Δᵀ H with Δ = (x̂ − x) / n: chapter 01's formula for the squared error with a linear output, letter by letter.");
    });

    /// <summary>x̂ = mean + (x − mean) Wᵀ W, from x (N, D), the mean (D) and K orthonormal rows W (K, D), to (N, D).</summary>
    private static Question Reconstruct { get; } = new Question<Func<Tensor, Tensor, Tensor, Tensor>>("ae.pca-reconstruct", answer =>
    {
        using var generator = new Generator(6);
        var x = 3 + randn(9, 5, generator: generator);
        var pca = Pca.Fit(x, components: 2);
        var (mean, directions) = (pca.Mean, pca.Components);
        var (code, expected) = (pca.Encode(x), pca.Decode(pca.Encode(x)));
        var uncentred = x.matmul(directions.t()).matmul(directions);
        return Comparison.Of(answer(x, mean, directions), expected)
            .Mistake("Those are the codes. Decode them: back to D numbers.", code)
            .Mistake("The mean has to be subtracted before the projection: PCA measures from the mean.", uncentred + mean)
            .Mistake("The mean has to be added again at the end.", expected - mean)
            .Mistake("The plane of PCA goes through the mean of the data, not through 0: subtract it first and add it at the end.", uncentred)
            .Mistake("That is x itself: nothing has been projected.", x)
            .Verdict.Because("An encoder Wᵀ and a decoder W that share their weights: PCA is a linear autoencoder, with its weights calculated instead of trained.");
    });

    /// <summary>The least mean squared error per number of a linear autoencoder with K numbers (Baldi and Hornik, 1989), from all eigenvalues of the covariance and K.</summary>
    private static Question LeastError { get; } = new Question<Func<double[], int, double>>("ae.pca-error", answer =>
    {
        var eigenvalues = new[] { 4, 2, 1, 0.5, 0.25 };
        return new[] { 2, 3, 1 }.Judge(k =>
        {
            var lost = eigenvalues[k..].Sum();
            return Comparison.Of(answer([.. eigenvalues], k), lost / 5)
                .Mistake("That is the error of a whole example, E‖x − x̂‖². Per number: divide by D.", lost)
                .Mistake("That is what the code keeps. What is lost are the other eigenvalues.", eigenvalues[..k].Sum() / 5)
                .Mistake("That is what the code keeps, of a whole example. What is lost are the other eigenvalues.", eigenvalues[..k].Sum())
                .Mistake("Off by one: the first K eigenvalues are kept, all K of them.", eigenvalues[(k - 1)..].Sum() / 5)
                .Mistake("Off by one: eigenvalue K + 1 is the first that is lost.", eigenvalues[(k + 1)..].Sum() / 5)
                .Mistake("The mean is over all D numbers, not over the D − K directions that are lost.", lost / (5 - k))
                .Mistake("Eigenvalues are variances already: no square.", eigenvalues[k..].Sum(value => value * value) / 5)
                .Mistake("That is half of it. The mean squared error has no ½.", lost / 10)
                .Verdict.For($"eigenvalues 4, 2, 1, 0.5, 0.25 and K = {k}");
        }).Because("Σ λ beyond K, over D. No linear autoencoder is better, and none needs training to be as good.");
    });

    /// <summary>1/(2n) Σᵢ ‖y − ŷ‖² as the article prints it, nothing under the sum depending on i, from one y, one ŷ and n.</summary>
    private static Question FormulaAsPrinted { get; } = new Question<Func<double[], double[], int, double>>("ae.formula-as-printed", answer =>
        new[] { 10, 1, 1000 }.Judge(n =>
            Comparison.Of(answer([1, 5, 2], [3, 2, 2], n), 6.5)
                .Mistake("The sum has n equal terms, and 1/n takes them back.", 6.5 / n)
                .Mistake("1/(2n) stands before the sum: it divides the n equal terms.", 6.5 * n)
                .Mistake("The factor ½ of 1/(2n) is missing.", 13)
                .Mistake("The norm is squared: no root.", Math.Sqrt(13) / 2)
                .Mistake("No mean over the numbers of y: a norm is a sum.", 13.0 / 6)
                .Verdict.For($"y = (1, 5, 2), ŷ = (3, 2, 2), n = {n}"))
        .Because("The n equal terms cancel the n: read literally, the printed formula is the loss of a single example and knows nothing of a data set."));

    /// <summary>The weight after so many updates with the gradient of the first alone, for J(w) = ½ (w − target)², from w, target, rate and steps.</summary>
    private static Question RepeatStepFour { get; } = new Question<Func<double, double, double, int, double>>("ae.repeat-step-four", answer =>
        new (double Weight, double Target, double Rate, int Steps)[] { (0, 3, 0.5, 10), (5, 1, 0.25, 3), (2, 2, 0.1, 50) }.Judge(run =>
        {
            var (weight, target, rate, steps) = run;
            var gradient = weight - target;
            return Comparison.Of(answer(weight, target, rate, steps), weight - steps * rate * gradient)
                .Mistake("That is gradient descent as it should be, with a new gradient in every step. The article repeats the update alone: its gradient stays that of the first weight.", target + gradient * Math.Pow(1 - rate, steps))
                .Mistake("The sign: one goes against the gradient.", weight + steps * rate * gradient)
                .Mistake("That is one step; they are repeated.", weight - rate * gradient)
                .Mistake("One step too few: the first update counts.", weight - (steps - 1) * rate * gradient)
                .Mistake("The learning rate is missing.", weight - steps * gradient)
                .Verdict.For($"w = {weight}, target {target}, rate {rate}, {steps} steps");
        }).Because("A frozen gradient walks on in a straight line, through the minimum and away from it: after 10 steps of 0.5 · 3 from 0 the weight is 15, five times too far."));

    /// <summary>What is wrong with the article's answer about PCA: one of a to d.</summary>
    private static Question PcaAnswer { get; } = new Question<Func<string>>("ae.pca-answer", answer =>
        Comparison.Of(answer(), "c")
            .Mistake("PCA is linear indeed: the code is (x − mean) Wᵀ.", "a")
            .Mistake("Not always: with codes of 32 numbers the chapter's networks did worse than PCA.", "b")
            .Mistake("Neither needs labels: both have the input as their target.", "d")
            .Verdict.Because("A linear autoencoder is a network and finds the subspace of PCA. What makes a difference is the bend, and what PCA has beyond it: order, right angles, a closed form."));

    /// <summary>The factor w that makes E(x − w x̃)² least for x ~ N(0, s²), x̃ = x + σ ε, from s² and σ.</summary>
    private static Question Slope { get; } = new Question<Func<double, double, double>>("ae.denoising-slope", answer =>
        new (double Variance, double Noise)[] { (9, 0.5), (0.25, 2), (1, 3) }.Judge(input =>
        {
            var (variance, noise) = input;
            var total = variance + noise * noise;
            return Comparison.Of(answer(variance, noise), variance / total)
                .Mistake("That is the chapter's formula for a signal of variance 1. Here the variance is s².", 1 / (1 + noise * noise))
                .Mistake("σ is a standard deviation: the noise has the variance σ².", variance / (variance + noise))
                .Mistake("The first argument is s², a variance already: do not square it.", variance * variance / (variance * variance + noise * noise))
                .Mistake("Variances add, standard deviations do not.", Math.Sqrt(variance) / (Math.Sqrt(variance) + noise))
                .Mistake("That is the share of the noise in x̃. What is to stay is the share of the signal.", noise * noise / total)
                .Mistake("That is the least error, not the factor that reaches it.", variance * noise * noise / total)
                .Mistake("The inverse: a denoiser shrinks, its factor is below 1.", total / variance)
                .Verdict.For($"s² = {variance}, σ = {noise}");
        }).Because("w = E[x x̃] / E[x̃²] = s² / (s² + σ²): the share of the signal in what arrives. Loud signals pass, quiet ones are taken for noise."));

    /// <summary>
    /// The best linear denoiser: each principal direction shrunk by λ / (λ + σ²) (Wiener). From x̃ (N, D), the mean (D),
    /// all directions as rows (D, D), their eigenvalues (D) and σ, to (N, D).
    /// </summary>
    private static Question Denoise { get; } = new Question<Func<Tensor, Tensor, Tensor, Tensor, double, Tensor>>("ae.denoise", answer =>
    {
        using var generator = new Generator(7);
        var clean = 1 + randn(40, 4, generator: generator).matmul(randn(4, 4, generator: generator));
        const double noise = 0.7;
        var noisy = (clean + noise * randn(40, 4, generator: generator))[..5];
        var pca = Pca.Fit(clean, components: 4);
        var (mean, directions) = (pca.Mean, pca.Components);
        var eigenvalues = tensor(pca.Eigenvalues.Select(value => (float)value).ToArray());
        Tensor Shrunk(Tensor by) => ((noisy - mean).matmul(directions.t()) * by).matmul(directions) + mean;
        var factors = eigenvalues / (eigenvalues + noise * noise);
        var expected = Shrunk(factors);
        return Comparison.Of(answer(noisy, mean, directions, eigenvalues, noise), expected)
            .Mistake("That is the noisy input again: nothing has been shrunk.", noisy)
            .Mistake("σ is a standard deviation: the factors are λ / (λ + σ²).", Shrunk(eigenvalues / (eigenvalues + noise)))
            .Mistake("The noise's share is kept and the signal's removed: the factors are λ / (λ + σ²).", Shrunk(1 - factors))
            .Mistake("All directions are shrunk alike. Each has a variance λ of its own, and a factor of its own.", Shrunk(full([4], 1 / (1 + noise * noise))))
            .Mistake("The mean is missing at the end.", expected - mean)
            .Mistake("The mean has to be subtracted before, and added again after.", (noisy.matmul(directions.t()) * factors).matmul(directions))
            .Mistake("The mean has to be subtracted first: it is no noise, and must not be shrunk.", (noisy.matmul(directions.t()) * factors).matmul(directions) + mean)
            .Mistake("The pixels are shrunk by the directions' factors. Go to the principal directions first, shrink there, and come back.", (noisy - mean) * factors + mean)
            .Mistake("Those are the shrunk codes. Go back to pixels with the directions, and add the mean.", (noisy - mean).matmul(directions.t()) * factors)
            .Mistake("The directions are rows: the codes are (x̃ − mean) times their transpose, and back without it.", ((noisy - mean).matmul(directions) * factors).matmul(directions.t()) + mean)
            .Verdict.Because("A soft PCA: no direction is cut off, each is kept for the share of signal in it. No linear denoiser is better.");
    });

    /// <summary>How the error against the noisy points that were given changes from a code of 4 to one of 16: rises, stays or falls.</summary>
    private static Question OwnError { get; } = new Question<Func<string>>("ae.long-code-own-error", answer =>
        Comparison.Of(answer(), Change(against: points => points.Noisy))
            .Mistake("The clean points have rank 4. Noise points in all 16 directions, and what a code of 4 leaves out of it is an error against the noisy points.", "stays")
            .Mistake("A longer code can do all that a shorter one can.", "rises")
            .Verdict.Because("With 16 numbers the identity is possible: no error at all against what was given."));

    /// <summary>The same against the clean points, which no model has seen.</summary>
    private static Question CleanError { get; } = new Question<Func<string>>("ae.long-code-clean-error", answer =>
        Comparison.Of(answer(), Change(against: points => points.Clean))
            .Mistake("The signal is kept by both, but the noise is not: the longer code brings more of it back.", "stays")
            .Mistake("Beyond the rank of the signal there is nothing left to keep but noise.", "falls")
            .Verdict.Because("The error is about σ² K / D from the rank on: each further number of the code stores the noise of one more direction."));

    /// <summary>Why: one of a to d.</summary>
    private static Question WhyLongCodesLose { get; } = new Question<Func<string>>("ae.long-code-why", answer =>
        Comparison.Of(answer(), "b")
            .Mistake("With ten times as many points it is the same: the identity errs by σ² on any point.", "a")
            .Mistake("PCA, which is not trained at all, shows the same numbers.", "c")
            .Mistake("The signal has a variance of about 1 in each dimension, the noise 0.25.", "d")
            .Verdict.Because("A short code removes noise because it has no room for it. That is the bottleneck's other use, besides saving numbers."));

    /// <summary>
    /// A model with a code of at most 8 numbers, trained on the first 1500 digits, whose mean squared error per pixel on
    /// the other 297 is below a limit. The global seed is set to 1 before the answer is called.
    /// </summary>
    private static Question<Func<Dataset, EncoderDecoder>> BeatPca(string name, double limit) => new(name, answer =>
    {
        var (train, unseen) = Digits.Load().Split(1500);
        manual_seed(1);
        var model = answer(train);
        using var mode = new EvaluationMode(model);
        var code = model.Encode(unseen.Features);
        var error = ReconstructionError.Mse(unseen.Features, model.Decode(code));
        var (mean, pca) = (train.Features.mean([0]), Pca.Fit(train.Features, components: 8));
        var ofMean = ReconstructionError.Mse(unseen.Features, mean.expand(unseen.Count, 64));
        var ofPca = ReconstructionError.Mse(unseen.Features, pca.Decode(pca.Encode(unseen.Features)));
        var size = code.numel() / unseen.Count;
        var why = size > 8 ? $"The code has {size} numbers; 8 are allowed."
            : !double.IsFinite(error) ? "The error is not a finite number: try a smaller learning rate."
            : error > 0.9 * ofMean ? "The mean of all training digits is about as good. Has the model been trained, and on pixels in [0, 1]?"
            : error > 0.97 * ofPca ? FormattableString.Invariant($"PCA with 8 numbers has {ofPca:F4}, and no linear model is better: give the network a hidden layer with a bend, and train it longer.")
            : error > limit ? "Better than PCA, but not by as much as is asked for: a wider hidden layer, more epochs, or a learning rate that falls at the end."
            : FormattableString.Invariant($"PCA with 8 numbers has {ofPca:F4} on these digits: the gain is the bend of the network.");
        return new(size <= 8 && error <= limit, FormattableString.Invariant($"mean squared error {error:F4}, code of {size}"), $"at most {Check.Number(limit)}, code of 8", why);
    });

    /// <summary>What the mean squared error against some points does from PCA with 4 numbers to PCA with 16, on noisy points of rank 4 in 16 dimensions.</summary>
    private static string Change(Func<(Tensor Clean, Tensor Noisy), Tensor> against)
    {
        using var generator = new Generator(8);
        var clean = randn(400, 4, generator: generator).matmul(randn(4, 16, generator: generator)) / 2;
        var noisy = clean + 0.5 * randn(400, 16, generator: generator);
        double Error(int components)
        {
            var pca = Pca.Fit(noisy, components);
            return ReconstructionError.Mse(against((clean, noisy)), pca.Decode(pca.Encode(noisy)));
        }

        var (before, after) = (Error(4), Error(16));
        return Math.Abs(after - before) < 0.05 * before ? "stays" : after < before ? "falls" : "rises";
    }
}
