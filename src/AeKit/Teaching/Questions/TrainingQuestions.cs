using System.Globalization;
using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Teaching.Questions;

/// <summary>What chapter 02 asks.</summary>
internal static class TrainingQuestions
{
    // Measured on the moons: 2-64-1, Adam 0.003, 100 epochs, batches of 32: 0.054, 0.060, 0.060 with seeds 1 to 3.
    // A second hidden layer of 64: 0.004 to 0.005; smaller or shorter ones of that kind below 0.04 in the mean of three seeds.
    private const double Baseline = 0.058;

    public static IEnumerable<Question> All =>
    [
        Standardise, RunningMean, SigmoidFloor, ReluFloor, HeVariance, DefaultScale, Rate, Clip, EarlyStop,
        Composition, TiedParameters, CopyMachine, PairedVerdict, FalseAlarms, AfterTwentyTricks,
        Moons("tricks.moons", firstSeed: 1, limit: 0.045), Moons("tricks.moons-fresh-seeds", firstSeed: 11, limit: 0.035),
    ];

    /// <summary>(x − μ) / √(v + ε) with mean and variance (divisor N) of each feature of the training data: from the data (M, D) and the training data (N, D), to (M, D).</summary>
    private static Question Standardise { get; } = new Question<Func<Tensor, Tensor, Tensor>>("tricks.standardise", answer =>
    {
        using var generator = new Generator(1);
        var scale = tensor(new[] { 2f, 30f, 0f });
        var offset = tensor(new[] { 5f, -300f, 2f });
        var train = randn(8, 3, generator: generator) * scale + offset;
        var data = randn(5, 3, generator: generator) * scale + offset;
        Tensor By(Tensor mean, Tensor variance) => (data - mean) / (variance + 1e-5).sqrt();
        Tensor Mean(Tensor of) => of.mean([0]);
        Tensor Variance(Tensor of) => (of - Mean(of)).pow(2).mean([0]);
        var expected = By(Mean(train), Variance(train));
        var yours = answer(data.clone(), train.clone());
        return Comparison.Of(yours, expected)
            .Fault("The third feature is the same in all training examples, so its variance is 0 and the quotient 0 / 0. Add ε to the variance.", yours.ToArray().Any(float.IsNaN))
            .Mistake("Those are mean and variance of the data themselves. New data are treated as the training data were, with their numbers; else the model would see something else, and a single example could not be standardised at all.", By(Mean(data), Variance(data)))
            .Mistake("One mean and one variance for all features: a feature with small numbers vanishes beside one with large. Per feature: mean([0]).", By(train.mean(), (train - train.mean()).pow(2).mean()))
            .Mistake("The variance has the divisor N here, not N − 1: std(0, unbiased: false).", By(Mean(train), Variance(train) * 8 / 7))
            .Mistake("Divided by the variance; by its root, the standard deviation.", (data - Mean(train)) / (Variance(train) + 1e-5))
            .Mistake("The mean has not been subtracted.", data / (Variance(train) + 1e-5).sqrt())
            .Mistake("The mean is gone, but the scale is still that of the data.", data - Mean(train))
            .Mistake("The mean of each example has been taken. A feature is a column: mean([0]).", (data - data.mean([1], keepdim: true)) / (data.var(1, false, true) + 1e-5).sqrt())
            .Verdict.Because("Every feature of the training data has mean 0 and variance 1 now, and counts as much as any other in a squared error.");
    });

    /// <summary>Batch normalisation's running mean after some batches, (N, D) each, to (D): r ← (1 − m) r + m μ, from r = 0 (Ioffe and Szegedy, 2015; momentum as in PyTorch).</summary>
    private static Question RunningMean { get; } = new Question<Func<Tensor[], double, Tensor>>("tricks.running-mean", answer =>
    {
        using var generator = new Generator(2);
        var batches = new long[] { 4, 6, 5 }.Select(count => 3 + randn(count, 3, generator: generator)).ToArray();
        var means = batches.Select(batch => batch.mean([0])).ToArray();
        Tensor Run(double kept, Tensor start, IEnumerable<Tensor> of) => of.Aggregate(start, (running, mean) => kept * running + (1 - kept) * mean);
        var average = (means[0] + means[1] + means[2]) / 3;
        return Comparison.Of(answer(batches, 0.1), Run(0.9, zeros(3), means))
            .Mistake("Here the momentum is the share of the new mean, as in PyTorch. (In Keras it is the share of the old one.)", Run(0.1, zeros(3), means))
            .Mistake("The running mean starts at 0, not at the first batch's mean.", Run(0.9, means[0], means[1..]))
            .Mistake("That is the plain average of the batches' means. The newest has the weight m, what came before 1 − m.", average)
            .Mistake("That is the last batch's mean alone.", means[2])
            .Mistake("That is one mean for all features; each has its own: mean([0]).", Run(0.9, tensor(0f), batches.Select(batch => batch.mean())))
            .Verdict.Because("After t batches of mean μ the running mean is (1 − 0.9ᵗ) μ: 0.27 μ after three. A model that is evaluated so early uses wrong statistics, though its training is right.");
    });

    /// <summary>The least MSE (mean over examples and features) of any model whose output lies in (0, 1), from the data (N, D).</summary>
    private static Question SigmoidFloor { get; } = new Question<Func<Tensor, double>>("tricks.sigmoid-floor", answer =>
    {
        using var generator = new Generator(3);
        var article = Blobs.Make(1000, features: 2, centers: 1, standardDeviation: 0.4, seed: 42).Features;
        return new (string Name, Tensor Data)[] { ("the article's points", article), ("points around 0", 2 * randn(50, 3, generator: generator)) }.Judge(points =>
        {
            var values = points.Data.ToArray().Select(value => (double)value).ToArray();
            var (below, above) = (values.Select(value => Math.Pow(Math.Max(-value, 0), 2)).Average(), values.Select(value => Math.Pow(Math.Max(value - 1, 0), 2)).Average());
            var (floor, size) = (below + above, points.Data.shape[1]);
            return Comparison.Of(answer(points.Data), floor)
                .Mistake("That is the sum over the features. Keras' mse, and ours here, is the mean over examples and features.", floor * size)
                .Mistake("That is half of it; there is no ½ in this mean.", floor / 2)
                .Mistake("What lies within [0, 1] can be reached and costs nothing: clamp, do not go to the nearer end.", values.Average(value => Math.Min(value * value, (1 - value) * (1 - value))))
                .Mistake("An output of ½ is not the best: go as near to the point as the interval allows.", values.Average(value => (value - 0.5) * (value - 0.5)))
                .Mistake("An output of 0 is not the best for numbers above 0.", values.Average(value => value * value))
                .Mistake("Numbers above 1 are out of reach too, not only those below 0.", below)
                .Mistake("Numbers below 0 are out of reach too, not only those above 1.", above)
                .Mistake("That is the distance; the error is squared.", values.Average(value => Math.Abs(value - Math.Clamp(value, 0, 1))))
                .Mistake("That is the variance, the error of always answering with the mean. But the mean is out of a sigmoid's reach.", values.Average(value => value * value) - Math.Pow(values.Average(), 2))
                .Verdict.For($"{points.Name}");
        }).Because("35.57 on the article's points, before any training: no optimizer can help an output that cannot reach the data.");
    });

    /// <summary>The least expected squared error of a ReLU output on x ~ N(0, v), from v.</summary>
    private static Question ReluFloor { get; } = new Question<Func<double, double>>("tricks.relu-floor", answer =>
        new[] { 9, 1, 0.36 }.Judge(variance => Comparison.Of(answer(variance), variance / 2)
            .Mistake("Half of the points are negative, and a ReLU's output never is.", 0)
            .Mistake("Only negative points are lost; positive ones can be reached.", variance)
            .Mistake("The negative half has the mean square v, like the whole, and is half of all points: ½ v.", variance / 4)
            .Mistake("The squared error has the unit of the variance, not of the standard deviation.", Math.Sqrt(variance) / 2)
            .Mistake("That is E max(−x, 0), the mean distance; the error is squared.", Math.Sqrt(variance / (2 * Math.PI)))
            .Verdict.For($"v = {variance}"))
        .Because("By symmetry E[min(x, 0)²] = v / 2: half of the variance is lost. Standardised data want a linear output."));

    /// <summary>The variance of weights with mean 0 that keeps the mean square from one ReLU layer to the next (He et al., 2015), from the number of inputs.</summary>
    private static Question HeVariance { get; } = new Question<Func<int, double>>("tricks.he-variance", answer =>
        new[] { 5, 2, 64 }.Judge(inputs => Comparison.Of(answer(inputs), 2.0 / inputs)
            .Mistake("That keeps the variance up to the ReLU, which then halves the mean square.", 1.0 / inputs)
            .Mistake("That is the standard deviation; the variance is asked for.", Math.Sqrt(2.0 / inputs))
            .Mistake("That is the variance of the library's default, U(−1/√n, 1/√n), and too small.", 1.0 / (3 * inputs))
            .Mistake("The wrong way round: the ReLU takes half away, so the weights must give twice as much.", 0.5 / inputs)
            .Mistake("That depends on the number of inputs: each adds its share to the sum.", 2)
            .Verdict.For($"{inputs} inputs"))
        .Because("n Var(w) · ½ = 1. It keeps a signal alive through any number of layers."));

    /// <summary>By which factor the mean square has shrunk after so many ReLU layers whose weights are from U(−1/√n, 1/√n), biases 0.</summary>
    private static Question DefaultScale { get; } = new Question<Func<int, double>>("tricks.default-scale", answer =>
        new[] { 2, 1, 5 }.Judge(layers => Comparison.Of(answer(layers), Math.Pow(6, layers))
            .Mistake("The ReLU has been forgotten: it halves the mean square in every layer.", Math.Pow(3, layers))
            .Mistake("The weights have been forgotten: n · Var(w) is ⅓, not 1.", Math.Pow(2, layers))
            .Mistake("That is the factor of the standard deviation, the root.", Math.Pow(6, layers / 2.0))
            .Mistake("Layer upon layer the factors multiply; they do not add up.", 6 * layers)
            .Mistake("U(−b, b) is 2b wide: its variance is (2b)² / 12 = b² / 3.", Math.Pow(24, layers))
            .Mistake("The inverse: by which factor does it shrink?", Math.Pow(6, -layers))
            .Verdict.For($"{layers} layers"))
        .Because("n · 1/(3n) · ½ = 1/6 per layer: after five, 7776 times smaller. So deep networks want He's weights, or batch normalisation."));

    /// <summary>The learning rate with so many epochs behind: a linear warm-up, then half a cosine to 0. From the epochs done, those of the warm-up, all epochs and the peak.</summary>
    private static Question Rate { get; } = new Question<Func<int, int, int, double, double>>("tricks.rate", answer =>
        new (int Done, int WarmUp, int Epochs, double Peak)[] { (0, 5, 45, 1), (4, 5, 45, 1), (5, 5, 45, 2), (13, 5, 45, 1), (25, 5, 45, 1), (45, 5, 45, 1), (10, 0, 40, 2) }.Judge(input =>
        {
            var (done, warmUp, epochs, peak) = input;
            double Cosine(double share) => peak / 2 * (1 + Math.Cos(Math.PI * share));
            var share = (done - warmUp) / (double)(epochs - warmUp);
            return Comparison.Of(answer(done, warmUp, epochs, peak), done < warmUp ? peak * (done + 1) / warmUp : Cosine(share))
                .Mistake("The first epoch has the rate 0 and learns nothing. With no epoch behind, the rate is one step up: peak / warmUp.", done < warmUp ? peak * done / warmUp : double.NaN)
                .Mistake("The warm-up is missing: in the first epochs the rate rises.", done < warmUp ? Cosine(done / (double)epochs) : double.NaN)
                .Mistake("The warm-up is missing: in the first epochs the rate rises, and the cosine comes after.", done < warmUp ? Cosine(share) : double.NaN)
                .Mistake("The cosine begins where the warm-up ends: count the epochs from there, and the length as well.", Cosine(done / (double)epochs))
                .Mistake("The cosine begins at 0 after the warm-up, but its length is what is left of the epochs.", Cosine((done - warmUp) / (double)epochs))
                .Mistake("The factor ½ is missing: 1 + cos is 2 at the start.", 2 * Cosine(share))
                .Mistake("That is a straight line; a cosine is flat at both ends.", peak * (1 - share))
                .Mistake("Math.Cos wants radians, π for half a turn.", peak / 2 * (1 + Math.Cos(180 * share)))
                .Mistake("A quarter of a cosine; this one goes from 1 to −1 and is lifted and halved.", peak * Math.Cos(Math.PI / 2 * share))
                .Verdict.For($"{done} epochs done of {epochs}, {warmUp} of warm-up, peak {peak}");
        }).Because("Small steps while the weights know nothing, the largest when they know where to go, and small ones again to settle."));

    /// <summary>Gradients scaled so that their common Euclidean norm is at most the limit (Pascanu et al., 2013), from tensors of any shapes, to as many of the same shapes.</summary>
    private static Question Clip { get; } = new Question<Func<Tensor[], double, Tensor[]>>("tricks.clip", answer =>
    {
        using var generator = new Generator(4);
        Tensor[] large = [3 * randn(2, 3, generator: generator), randn(4, generator: generator)];
        Tensor[] small = [.. large.Select(gradient => 0.05 * gradient)];
        return new (string Name, Tensor[] Gradients, double Limit)[] { ("large gradients, limit 2", large, 2), ("small gradients, limit 2", small, 2) }.Judge(input =>
        {
            var (name, gradients, limit) = input;
            Tensor Flat(IEnumerable<Tensor> tensors) => cat([.. tensors.Select(each => each.flatten())]);
            double Norm(Tensor values) => values.norm().item<float>();
            var whole = Flat(gradients);
            var norm = Norm(whole);
            var yours = answer([.. gradients.Select(gradient => gradient.clone())], limit);
            var sameShapes = yours.Select(each => each.shape).Zip(gradients, (shape, gradient) => shape.SequenceEqual(gradient.shape)).All(same => same) && yours.Length == gradients.Length;
            return Comparison.Of(Flat(yours), norm > limit ? whole * (limit / norm) : whole)
                .Mistake("Each tensor has been clipped by its own norm, which turns the gradient in another direction. There is one norm: the root of the sum of all squares.", Flat(gradients.Select(gradient => gradient * Math.Min(1, limit / Norm(gradient)))))
                .Mistake("Every number has been clamped, which turns the gradient in another direction. Scale all by one factor.", whole.clamp(-limit, limit))
                .Mistake("A gradient that is short enough stays as it is.", whole * (limit / norm))
                .Mistake("The root is missing: the norm is the root of the sum of squares.", whole * Math.Min(1, limit / (norm * norm)))
                .Mistake("Nothing has been clipped, though the norm is above the limit.", whole)
                .Mistake("Its norm is 1 now, not the limit.", whole / norm)
                .Fault("The tensors have other shapes, or another number, than those that came in.", !sameShapes)
                .Verdict.For($"{name}");
        }).Because("The direction stays, only the length is bounded: one step off a cliff cannot throw the weights far away.");
    });

    /// <summary>Early stopping: (epochs run, best epoch), counted from 1, from the validation losses that the epochs would have and the patience.</summary>
    private static Question EarlyStop { get; } = new Question<Func<double[], int, (int Epochs, int Best)>>("tricks.early-stop", answer =>
        new (double[] Losses, int Patience)[]
        {
            ([5, 4, 3, 3.5, 3.2, 2.9, 3.1, 3.0, 3.05, 3.2, 3.3, 1], 3), ([3, 2, 2, 2, 2, 1], 2), ([3, 2, 1], 5), ([4, 5, 1], 1),
        }.Judge(run =>
        {
            var (losses, patience) = run;
            var (yours, expected) = (answer([.. losses], patience), Stop(losses, patience));
            return new Comparison<(int Epochs, int Best)>(value => yours == value, expected, $"{yours}", $"{expected}", "")
                .Mistake("One epoch too many: stop as soon as the epochs without a better loss are as many as the patience says, the last one included.", Stop(losses, patience + 1))
                .Mistake("One epoch too few: with a patience of 1 the first epoch that is not better ends the training, with 3 the third.", Stop(losses, patience - 1))
                .Mistake("The count has to start again at 0 whenever there is a new best.", Stop(losses, patience, startsAgain: false))
                .Mistake("A loss is compared with that of the epoch before. Compare with the best so far: one that comes down again from a peak is no progress.", Stop(losses, patience, withPrevious: true))
                .Mistake("As good is not better: a plateau must not go on for ever.", Stop(losses, patience, orEqual: true))
                .Mistake("The epochs are counted from 1.", (expected.Epochs - 1, expected.Best - 1))
                .Mistake("The second number is the epoch of the best loss, whose weights are taken back, not the last one.", (expected.Epochs, expected.Epochs))
                .Mistake("The epochs after the stop are never run: nothing about them can be known.", (losses.Length, Array.IndexOf(losses, losses.Min()) + 1))
                .Mistake("The order is (epochs run, best epoch).", (expected.Best, expected.Epochs))
                .Verdict.For($"losses {string.Join(", ", losses.Select(Check.Number))} and a patience of {patience}");
        }).Because("Stop when epoch − best epoch reaches the patience, and take the best weights back: Patience of the kit's Trainer does so."));

    /// <summary>For which v the composition F(G(v)) is defined, F the encoder and G the decoder: one of a to d.</summary>
    private static Question Composition { get; } = new Question<Func<string>>("tricks.composition", answer =>
        Comparison.Of(answer(), "b")
            .Mistake("G comes first, and the decoder takes codes.", "a")
            .Mistake("The decoder takes 8 numbers and nothing else.", "c")
            .Mistake("It is defined: a code is decoded to an image, and that is encoded again.", "d")
            .Verdict.Because("As printed, the formula asks for codes that survive decoding and encoding. That is easy, says nothing about images, and no x of the data can be put in."));

    /// <summary>The parameters of an autoencoder whose decoder uses the encoder's matrices transposed, with biases of its own, from the encoder's layer sizes.</summary>
    private static Question TiedParameters { get; } = new Question<Func<long[], long>>("tricks.tied-parameters", answer =>
        new long[][] { [64, 64, 8], [64, 8], [10, 4, 3, 2] }.Judge(sizes =>
        {
            var weights = sizes.Zip(sizes[1..], (from, to) => from * to).Sum();
            var (encoder, decoder) = (sizes[1..].Sum(), sizes[..^1].Sum());
            var (yours, expected) = (answer([.. sizes]), weights + encoder + decoder);
            return new Comparison<long>(value => yours == value, expected, $"{yours}", $"{expected}", "")
                .Mistake("That is without tying: the decoder has no matrices of its own.", 2 * weights + encoder + decoder)
                .Mistake("The decoder's biases are missing; only the matrices are shared.", weights + encoder)
                .Mistake("The encoder's biases are missing.", weights + decoder)
                .Mistake("The biases are missing, of the encoder and of the decoder.", weights)
                .Mistake("The weights are halved by tying, the biases are not: they have different lengths in encoder and decoder.", (2 * weights + encoder + decoder) / 2)
                .Mistake("The biases cannot be shared: the encoder's belong to its outputs, the decoder's to those of the decoder.", weights + 2 * encoder)
                .Verdict.For($"{string.Join("-", sizes)}");
        }).Because("64-64-8: 4808 instead of 9416."));

    /// <summary>
    /// Weights of the article's 2 → 3 → 2 with a ReLU on the code and a linear output that copy its points exactly:
    /// encoder weight (3, 2) and bias (3), decoder weight (2, 3) and bias (2).
    /// </summary>
    private static Question CopyMachine { get; } = new Question<Func<(Tensor EncoderWeight, Tensor EncoderBias, Tensor DecoderWeight, Tensor DecoderBias)>>("tricks.copy-machine", answer =>
    {
        var (encoderWeight, encoderBias, decoderWeight, decoderBias) = answer();
        string Shapes(params Tensor[] tensors) => string.Join(" ", tensors.Select(each => $"({string.Join(", ", each.shape)})"));
        var shapes = Shapes(encoderWeight, encoderBias, decoderWeight, decoderBias);
        const string asked = "(3, 2) (3) (2, 3) (2)";
        if (shapes != asked)
            return new(false, shapes, asked, "Those are the four shapes, in this order: a layer from m to n has a weight (n, m) and a bias (n).");
        var points = Blobs.Make(1000, features: 2, centers: 1, standardDeviation: 0.4, seed: 42).Features;
        var before = nn.functional.linear(points, encoderWeight, encoderBias);
        var alive = (before > 0).any(0).to_type(ScalarType.Int64).sum().item<long>();
        var bent = ((before > 0).any(0) & (before < 0).any(0)).any().item<bool>();
        var error = ReconstructionError.Mse(points, nn.functional.linear(before.relu(), decoderWeight, decoderBias));
        var linearError = ReconstructionError.Mse(points, nn.functional.linear(before, decoderWeight, decoderBias));
        var why = alive < 2 ? "Fewer than two code units are ever above 0; the others are dead. x₁ is negative for nearly every point: change its sign, or add a bias."
            : linearError < 1e-6 ? "It copies without the ReLU, but the ReLU cuts negative values off. Add a bias that lifts them above 0, and take it off in the decoder."
            : bent ? "The ReLU cuts some of the points off. A bias can lift all of them above 0; take it off in the decoder."
            : "The code holds enough, but the decoder does not bring the points back: undo the encoder's signs and biases.";
        var isCorrect = error < 1e-6;
        return new(isCorrect, $"mean squared error {Check.Number(error)}", "below 1E-06", isCorrect
            ? "Not one weight was learnt, and the loss is 0. A code of 3 numbers for 2 asks nothing of a model: a small loss proves nothing then."
            : why);
    });

    /// <summary>"better", "worse" or "no difference" by the paired 95 % interval of five seeds, less being better: from the losses with and without a trick. t = 2.776 is given.</summary>
    private static Question PairedVerdict { get; } = new Question<Func<double[], double[], string>>("tricks.paired-verdict", answer =>
        VerdictCases.Judge(losses =>
        {
            var (with, without) = losses;
            var (trials, reference) = (new Trials(with), new Trials(without));
            var differences = new Trials(with.Zip(without, (a, b) => a - b));
            var (mean, deviation) = (differences.Mean, differences.StandardDeviation);
            string Word(double margin) => Math.Abs(mean) <= margin ? "no difference" : mean < 0 ? "better" : "worse";
            var expected = trials.Minus(reference).WhereLessIsBetter;
            return Comparison.Of(answer([.. with], [.. without]), expected)
                .Mistake("Less is better: losses that fall make the difference negative.", expected == "better" ? "worse" : expected == "worse" ? "better" : "none")
                .Mistake("The seeds belong in pairs: take the differences first, seed by seed, then their standard deviation. What the seeds do to both arms drops out.", Word(2.776 * Math.Sqrt((trials.StandardDeviation * trials.StandardDeviation + reference.StandardDeviation * reference.StandardDeviation) / 5)))
                .Mistake("The margin of a mean of n differences is t s / √n: the root of n is missing.", Word(2.776 * deviation))
                .Mistake("The margin is too small. The standard deviation of a sample has the divisor n − 1.", Word(2.776 * deviation * Math.Sqrt(0.8) / Math.Sqrt(5)))
                .Mistake("The margin is too small. With five seeds t is 2.776, not the 1.96 of the normal distribution.", Word(1.96 * deviation / Math.Sqrt(5)))
                .Mistake("Two means are never equal. Compare their difference with its margin.", Word(0))
                .Verdict.For($"with {string.Join(", ", with.Select(Check.Number))}, without {string.Join(", ", without.Select(Check.Number))}");
        }).Because("If the interval holds 0, five seeds do not show a difference. That is a result, too."));

    // Differences −1 ± c (1, ½, 0, −½, −1) have the standard deviation 0.79 c and the margin 0.98 c.
    private static IEnumerable<(double[] With, double[] Without)> VerdictCases
    {
        get
        {
            double[] without = [6.05, 5.82, 6.03, 5.78, 6.08];
            double[] pattern = [1, 0.5, 0, -0.5, -1];
            (double[], double[]) Case(double mean, double c) => ([.. without.Zip(pattern, (loss, p) => loss + mean + c * p)], without);
            yield return Case(-0.05, 0.01);
            yield return Case(0.05, 0.01);
            yield return Case(-1, 1.8);
            yield return Case(-1, 0.7);
            yield return Case(-1, 1.3);
            yield return Case(-1, 1.1);
        }
    }

    /// <summary>The probability that at least one of m independent 95 % intervals leaves 0 out though there is no difference anywhere, from m.</summary>
    private static Question FalseAlarms { get; } = new Question<Func<int, double>>("tricks.false-alarms", answer =>
        new[] { 20, 1, 3 }.Judge(count => Comparison.Of(answer(count), 1 - Math.Pow(0.95, count))
            .Mistake("That is the number of false alarms to be expected, no probability: it passes 1. Ask first how likely it is that there is none.", 0.05 * count)
            .Mistake("That is the probability that all of them are false alarms.", Math.Pow(0.05, count))
            .Mistake("That is the probability that there is none; the other one is asked for.", Math.Pow(0.95, count))
            .Mistake("That holds for one comparison. Each more is another chance to go wrong.", 0.05)
            .Verdict.For($"{count} comparisons"))
        .Because("1 − 0.95²⁰ = 0.64: who tries twenty useless tricks will most likely find one that \"works\"."));

    /// <summary>What to do when one of twenty tricks was clear: one of a to d.</summary>
    private static Question AfterTwentyTricks { get; } = new Question<Func<string>>("tricks.after-twenty", answer =>
        Comparison.Of(answer(), "b")
            .Mistake("95 % hold for one interval that was chosen before. This one was chosen because it was clear.", "a")
            .Mistake("The best seed is the luckiest. It says what luck can do.", "c")
            .Mistake("Wider intervals after the fact are better than nothing, but they still judge the trick by the numbers it was picked for.", "d")
            .Verdict.Because("New seeds know nothing of the choice. If the trick is none, it will fail with them nineteen times in twenty."));

    /// <summary>
    /// A model with a code of one number, trained on 800 standardised points of two moons, whose mean squared error on
    /// the other 200, mean of three seeds, is below a limit.
    /// </summary>
    private static Question<Func<Dataset, EncoderDecoder>> Moons(string name, int firstSeed, double limit) => new(name, answer =>
    {
        var points = TwoMoons.Make(1000, noise: 0.05, seed: 1).Features;
        var (known, size) = (points[..800], 0L);
        var scaled = new Dataset("two moons", (points - known.mean([0])) / known.std(0, false));
        var (train, unseen) = scaled.Split(800);
        var trials = Trials.Run(3, () =>
        {
            var model = answer(train);
            using var mode = new EvaluationMode(model);
            var code = model.Encode(unseen.Features);
            size = code.numel() / unseen.Count;
            return ReconstructionError.Mse(unseen.Features, model.Decode(code));
        }, firstSeed);
        var each = string.Join(", ", trials.Values.Select(Rounded));
        var why = size > 1 ? $"The code has {size} numbers; one is allowed. With two there is nothing to learn."
            : trials.Mean > 0.9 ? "The mean of all points is about as good. Has the model been trained?"
            : trials.Mean > 0.9 * Baseline ? $"The baseline has {Check.Number(Baseline)}. One hidden layer bends its line too stiffly; what else could bend it?"
            : trials.Mean > limit ? "Better than the baseline, but not by as much as is asked for, or not with every seed: look at the three values. Longer, deeper, or with a rate that falls?"
            : $"The baseline has {Check.Number(Baseline)}. Compare how far the three seeds lie apart with how far you are from it.";
        return new(size <= 1 && trials.Mean <= limit, $"mean {Rounded(trials.Mean)} (seeds {firstSeed} to {firstSeed + 2}: {each})", $"mean of at most {Check.Number(limit)}", why);
    });

    // As many as do not depend on the processor, where the training is tame.
    private static string Rounded(double error) => error.ToString("F3", CultureInfo.InvariantCulture);

    private static (int Epochs, int Best) Stop(double[] losses, int patience, bool startsAgain = true, bool withPrevious = false, bool orEqual = false)
    {
        var (best, bestLoss, without) = (0, double.PositiveInfinity, 0);
        for (var epoch = 1; epoch <= losses.Length; epoch++)
        {
            var loss = losses[epoch - 1];
            var progress = withPrevious && epoch > 1 ? loss < losses[epoch - 2] : loss < bestLoss || (orEqual && loss == bestLoss);
            if (loss < bestLoss || (orEqual && loss == bestLoss))
                (best, bestLoss) = (epoch, loss);
            without = progress ? (startsAgain ? 0 : without) : without + 1;
            if (without >= patience && !progress)
                return (epoch, best);
        }

        return (losses.Length, best);
    }
}
