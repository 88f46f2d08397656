using AeKit.Coding;
using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using static TorchSharp.torch;

namespace AeKit.Teaching.Questions;

/// <summary>What chapter 03 asks.</summary>
internal static class CompressionQuestions
{
    public static IEnumerable<Question> All =>
        [Quantise, EntropyOfCode, StraightThrough, Penalty, LowRank, Sparse, RankOfProduct, WaterFilling, HighRateGap, Technique, Ratio, Weight, ContractionPrediction, ContractionReading, Project];

    /// <summary>The mid-tread uniform quantiser, Δ round(z/Δ), from z of any shape and Δ to the same shape.</summary>
    private static Question Quantise { get; } = new Question<Func<Tensor, double, Tensor>>("compress.quantise", answer =>
    {
        const double step = 0.7;
        using var generator = new Generator(30);
        var z = 2 * randn(3, 4, generator: generator);
        var indices = (z / step).round();
        return Comparison.Of(answer(z, step), indices * step)
            .Mistake("Those are the integers that are stored. The receiver multiplies them with Δ again.", indices)
            .Mistake("That is rounded to whole numbers; the step is Δ.", z.round())
            .Mistake("Rounded down: floor goes to the multiple below, up to a whole Δ away. The nearest one is at most ½ Δ away.", (z / step).floor() * step)
            .Mistake("Rounded up: ceil goes to the multiple above. The nearest one is asked for.", (z / step).ceil() * step)
            .Mistake("Cut off towards 0, as (int) does: all of (−Δ, Δ) becomes 0. Round to the nearest.", (z / step).trunc() * step)
            .Mistake("That is the mid-rise quantiser, whose values are (n + ½) Δ: it cannot say 0. Asked for are the multiples of Δ.", ((z / step).floor() + 0.5) * step)
            .Mistake("The step is upside down: divide by Δ, round, multiply by Δ.", (z * step).round() / step)
            .Mistake("Divided by Δ twice: after rounding multiply with Δ.", indices / step)
            .Mistake("Nothing is rounded.", z)
            .Verdict.Because("The error is at most ½ Δ, and Δ²/12 in the mean of its square when Δ is small.");
    });

    /// <summary>−Σ pᵥ log₂ pᵥ in bits per number, with pᵥ the share of the value v among the integers given (Shannon, 1948).</summary>
    private static Question EntropyOfCode { get; } = new Question<Func<int[], double>>("compress.entropy", answer =>
    {
        using var generator = new Generator(31);
        int[][] codes = [.. new[] { 0.5, 1.3 }.Select(step => new UniformQuantizer(step).Quantize(randn(400, generator: generator).ToArray()))];
        Tensor Of(Func<int[], double> value) => tensor(codes.Select(code => value([.. code])).ToArray());
        static IEnumerable<(double Count, double P)> Shares(int[] code) => code.CountBy(v => v).Select(pair => ((double)pair.Value, (double)pair.Value / code.Length));

        var expected = Of(Entropy.Bits);
        return Comparison.Of(Of(answer), expected)
            .Mistake("Those are nats: bits need the logarithm to base 2.", expected * Math.Log(2))
            .Mistake("Those are bits for the whole message: divide by its length.", expected * 400)
            .Mistake("The counts are not probabilities yet: divide them by the length of the message.", Of(code => Shares(code).Sum(s => -s.Count * Math.Log2(s.Count))))
            .Mistake("The sign is wrong: log₂ p is negative, the entropy is not.", -expected)
            .Mistake("That is log₂ of the number of different values, what a code of fixed length spends. Frequent values can be had for less.", Of(code => Math.Log2(code.Distinct().Count())))
            .Mistake("The sum runs over all numbers of the message: each different value counts once, with its p.", Of(code => Shares(code).Sum(s => -s.Count * s.P * Math.Log2(s.P))))
            .Mistake("−log₂ p has to be averaged with the weights p: rare values are rare.", Of(code => Shares(code).Average(s => -Math.Log2(s.P))))
            .Verdict.Because("Frequent integers are cheap and rare ones dear. 32 bits, as for a float, would be more than ten times too many.");
    });

    /// <summary>Rounding whose derivative counts as 1 (Theis et al., 2017, section 2.1), from z of any shape to the same shape.</summary>
    private static Question StraightThrough { get; } = new Question<Func<Tensor, Tensor>>("compress.straight-through", answer =>
    {
        using var generator = new Generator(32);
        var z = (3 * randn(8, generator: generator)).requires_grad_();
        var weights = randn(8, generator: generator);
        var yours = answer(z);
        var isRandom = !yours.ToArray().SequenceEqual(answer(z).ToArray());
        var value = Comparison.Of(yours, z.detach().round())
            .Mistake("Nothing is rounded. Forwards the result is round(z).", z)
            .Mistake("Rounded down: the nearest integer is asked for.", z.detach().floor())
            .Fault("The same argument, and two results: that is the uniform noise of Ballé et al., the other stand-in. Asked for is round(z).", isRandom)
            .Fault("The values are right, but no gradient reaches z. One z has to stay outside detach().", !yours.requires_grad)
            .Verdict;
        if (!value.IsCorrect)
            return value;

        (weights * yours).sum().backward();
        return Comparison.Of(z.grad ?? zeros_like(weights), weights)
            .Mistake("The values are right, but the gradient is 0: rounding has the derivative 0. What is added to z must be detached, (z.round() − z).detach(), or its −z takes the gradient away again.", zeros_like(weights))
            .Mistake("The gradient arrives twice: only one z may stay outside detach().", 2 * weights)
            .Mistake("The gradient has the wrong sign.", -weights)
            .Verdict.Because("Forwards round(z), backwards as if it were z: the encoder learns although rounding has no useful derivative.");
    });

    /// <summary>
    /// ‖∂h/∂x‖²_F of each example for h = σ(Wx + b) (Rifai et al., 2011, eq. 5), from x (N, D), W (K, D) and b (K) to (N); compared
    /// with central differences.
    /// </summary>
    private static Question Penalty { get; } = new Question<Func<Tensor, Tensor, Tensor, Tensor>>("compress.penalty", answer =>
    {
        using var generator = new Generator(33);
        Verdict Of(long count, long units, long inputs)
        {
            var x = randn(count, inputs, generator: generator);
            var w = randn(units, inputs, generator: generator).requires_grad_();
            var b = randn(units, generator: generator);
            var expected = DifferencesSquared(x, w.detach(), b);
            var a = nn.functional.linear(x, w, b).detach();
            var h = a.sigmoid();
            var slope = h * (1 - h);
            var squares = w.detach().pow(2);
            var byUnit = squares.sum(dim: 1);
            var yours = answer(x, w, b);
            var comparison = Comparison.Of(yours, expected, tolerance: 1e-3)
                .Mistake("h(1 − h) has to be squared, like W: the norm is that of their product.", slope.matmul(byUnit))
                .Mistake("That is the norm; the penalty is its square.", expected.sqrt())
                .Mistake("The slope of a sigmoid is h(1 − h), not h.", h.pow(2).matmul(byUnit))
                .Mistake("The slope of the sigmoid is missing: that is ‖W‖², the penalty of a linear encoder.", byUnit.sum().expand(count))
                .Mistake("The slope is h(1 − h) with h = σ(Wx + b): the sigmoid is missing.", (a * (1 - a)).pow(2).matmul(byUnit))
                .Mistake("b is missing in Wx + b.", Closed(nn.functional.linear(x, w.detach()), byUnit))
                .Mistake("The entries of J are added without being squared.", slope.matmul(w.detach().sum(dim: 1)))
                .Mistake("That is the sum over the batch: each example has a norm of its own.", expected.sum())
                .Mistake("That is the mean over the batch: each example has a norm of its own.", expected.mean())
                .Mistake("That is half of it: ‖J‖² has no factor ½.", 0.5 * expected);
            if (units == inputs)
                comparison.Mistake("W² is summed over the units: Σᵢ Wₖᵢ² runs over the inputs i, dim 1 of W.", slope.pow(2).matmul(squares.sum(dim: 0)))
                    .Mistake("W is transposed: h = σ(Wx + b) is x.matmul(W.t()) + b for rows x.", Closed(x.matmul(w.detach()) + b, byUnit));
            return comparison.Fault("The value is right, but no gradient reaches W: nothing would be contracted.", !yours.requires_grad).Verdict;
        }

        // With as many units as inputs a transposed W has a shape that fits, and a name.
        var square = Of(count: 3, units: 4, inputs: 4);
        return (square.IsCorrect ? Of(count: 2, units: 3, inputs: 5) : square)
            .Because("It agrees with finite differences, and costs no more than the layer itself: no Jacobian is ever built.");
    });

    /// <summary>A 6 × 6 matrix of rank 2 without a zero.</summary>
    private static Question LowRank { get; } = new Question<Func<Tensor>>("compress.low-rank", answer => Describe(answer(), "rank 2, no zero entry", (rank, zeros) => rank switch
    {
        > 2 => $"The rank is {rank}. A product of a 6 × 2 and a 2 × 6 matrix cannot have more than 2.",
        < 2 => $"The rank is {rank}: its rows are all multiples of one row. Two directions are asked for.",
        _ when zeros > 0 => $"The rank is right, but {zeros} entries are 0.",
        _ => "",
    }).Because("Two directions, and not one zero: of low rank, and not sparse."));

    /// <summary>A 6 × 6 matrix of full rank in which at most six entries are not zero.</summary>
    private static Question Sparse { get; } = new Question<Func<Tensor>>("compress.sparse", answer => Describe(answer(), "rank 6, at least 30 zero entries", (rank, zeros) => zeros switch
    {
        < 30 => $"{zeros} entries are 0; at least 30 of the 36 have to be.",
        _ when rank < 6 => $"Sparse enough, but the rank is {rank}. Each row and each column needs an entry that is not 0.",
        _ => "",
    }).Because("Six entries, and no direction is lost: sparse, and of full rank. The two words say nothing about each other."));

    /// <summary>The largest rank of the map of a linear autoencoder, from its layer widths (input, …, output).</summary>
    private static Question RankOfProduct { get; } = new Question<Func<int[], int>>("compress.rank", answer =>
    {
        int[][] cases = [[784, 32, 784], [64, 16, 8, 16, 64], [10, 20, 10], [6, 4, 9, 3, 9, 4, 6]];
        Tensor Of(Func<int[], int> value) => tensor(cases.Select(widths => (double)value([.. widths])).ToArray());
        return Comparison.Of(Of(answer), Of(widths => widths.Min()))
            .Mistake("The layer in the middle is not always the narrowest: 10-20-10 has rank 10, however wide its code.", Of(widths => widths[widths.Length / 2]))
            .Mistake("That is the number of inputs; no narrower layer lets so many directions through.", Of(widths => widths[0]))
            .Mistake("That is the widest layer; the narrowest one decides.", Of(widths => widths.Max()))
            .Verdict.Because("A product has no more rank than its narrowest factor. The rank is fixed by the shape, before the first step of training.");
    });

    /// <summary>Reverse water-filling (Cover and Thomas, 2006, theorem 10.3.3): rate in bits and distortion from eigenvalues and a water level.</summary>
    private static Question WaterFilling { get; } = new Question<Func<double[], double, (double, double)>>("compress.water-filling", answer =>
    {
        double[] eigenvalues = [4, 2, 1, 0.5, 0.25], levels = [0.1, 0.7, 1.6];
        Tensor Of(Func<double, double, double> perDirection) => tensor(levels.Select(level => eigenvalues.Sum(l => perDirection(l, level))).ToArray());
        static double Positive(double value) => Math.Max(0, value);
        var answers = levels.Select(level => answer([.. eigenvalues], level)).ToArray();

        var distortion = Comparison.Of(tensor(answers.Select(a => a.Item2).ToArray()), Of(Math.Min))
            .Mistake("Not every direction has the level as its error: one with λ below it is not sent at all, and its error is λ.", Of((_, level) => level))
            .Mistake("The directions above the level are missing: their error is the level.", Of((l, level) => l < level ? l : 0))
            .Mistake("The directions below the level are missing: what is not sent is an error of λ.", Of((l, level) => l < level ? 0 : level))
            .Mistake("That is what is kept, not what is lost: the error of a direction is the smaller of λ and the level.", Of(Math.Max))
            .Mistake("That is the mean over the directions: asked for is the sum.", Of(Math.Min) / 5)
            .Mistake("The two results are swapped: first the rate, then the distortion.", Of((l, level) => Positive(0.5 * Math.Log2(l / level))))
            .Verdict;
        var rate = Comparison.Of(tensor(answers.Select(a => a.Item1).ToArray()), Of((l, level) => Positive(0.5 * Math.Log2(l / level))))
            .Mistake("A direction below the level costs nothing, not less than nothing: 0 bits.", Of((l, level) => 0.5 * Math.Log2(l / level)))
            .Mistake("Those are nats: bits need the logarithm to base 2.", Of((l, level) => Positive(0.5 * Math.Log(l / level))))
            .Mistake("The factor ½ is missing: λ is a variance.", Of((l, level) => Positive(Math.Log2(l / level))))
            .Mistake("Each direction is on its own: the logarithms of the ratios add up, not the ratios.", Of((l, level) => l / level))
            .Verdict;
        return Verdict.All(distortion, rate)
            .Because("½ log₂(λ/level) bits for each direction above the water, none below. At level 1.6 that is the linear VAE with σ² = 0.4 and β = 4: error 4.95, two latents.");
    });

    /// <summary>½ log₂(2πe/12) bits: what the uniform quantiser with an ideal entropy coder costs more than R(D) when Δ → 0 (Gish and Pierce, 1968).</summary>
    private static Question HighRateGap { get; } = new Question<Func<double>>("compress.gap", answer =>
        Comparison.Of(answer(), 0.5 * Math.Log2(2 * Math.PI * Math.E / 12), tolerance: 1e-3)
            .Mistake("Those are nats: bits need the logarithm to base 2.", 0.5 * Math.Log(2 * Math.PI * Math.E / 12))
            .Mistake("Twice too much: both terms have the factor ½.", Math.Log2(2 * Math.PI * Math.E / 12))
            .Mistake("The error of rounding is Δ²/12, not Δ²: the 12 is missing.", 0.5 * Math.Log2(2 * Math.PI * Math.E))
            .Mistake("The differential entropy of N(0, 1) is ½ log₂ 2πe: the e is missing.", 0.5 * Math.Log2(2 * Math.PI / 12))
            .Mistake("The sign is wrong: no quantiser needs less than R(D).", -0.5 * Math.Log2(2 * Math.PI * Math.E / 12))
            .Mistake("That is the gap in decibels; asked for are bits.", 10 * Math.Log10(2 * Math.PI * Math.E / 12))
            .Verdict.Because("A quarter of a bit, whatever the precision: so near the limit is the simplest quantiser there is, if its integers are entropy-coded."));

    /// <summary>What "compressive" means in the literature.</summary>
    private static Question Technique { get; } = ChoiceQuestion.Of("compress.technique", "c",
        "Rounding makes integers, probabilities make bits of them, and the number of bits stands in the loss (Theis et al. 2017; Ballé et al. 2017). None of it is in the article or its program.",
        ("a", "Every autoencoder with a bottleneck has that, the plain one too: 降维, dimension reduction. Real numbers have no number of bits."),
        ("b", "That is the contractive autoencoder, 收缩自编码器: its code is steady, not short."),
        ("d", "Every linear autoencoder does that, and no nonlinear one, such as the article's: it has a ReLU and a sigmoid."));

    /// <summary>784 bytes against 32 numbers of float32.</summary>
    private static Question Ratio { get; } = new Question<Func<double>>("compress.ratio", answer =>
        Comparison.Of(answer(), 784.0 * 8 / (32 * 32))
            .Mistake("That is the ratio of the numbers, 784 : 32. A pixel is one byte, a float32 four.", 784.0 / 32)
            .Mistake("Upside down: asked for is how many times smaller the code is.", 32.0 * 32 / (784 * 8))
            .Mistake("A float32 has 32 bits, 4 bytes; 64 bits are a double.", 784.0 * 8 / (32 * 64))
            .Mistake("The ratio has no unit; 784 − 128 bytes are what is saved.", 656)
            .Mistake("A pixel has 8 bits and a float32 has 32: both have to be counted in the same unit.", 784.0 / (32 * 32))
            .Verdict.Because("6.1, not 24.5. And for the chapter's 8 × 8 digits 32 floats are five times what deflate needs, without any loss: fewer numbers are not yet fewer bits."));

    /// <summary>λ′ for which mse + λ′Ω has the same minimum as ‖x − x̂‖² + λΩ, from λ and the number of pixels.</summary>
    private static Question Weight { get; } = new Question<Func<double, int, double>>("compress.weight", answer =>
    {
        (double Lambda, int Pixels)[] cases = [(0.1, 784), (2, 64)];
        Tensor Of(Func<double, int, double> value) => tensor(cases.Select(c => value(c.Lambda, c.Pixels)).ToArray());
        return Comparison.Of(Of((lambda, pixels) => answer(lambda, pixels)), Of((lambda, pixels) => lambda / pixels), tolerance: 1e-6)
            .Mistake("With the same λ the penalty weighs as many times more as there are pixels, since the mean is so much smaller than the sum.", Of((lambda, _) => lambda))
            .Mistake("The wrong way: the mean is smaller than the sum, so the penalty beside it has to be smaller too.", Of((lambda, pixels) => lambda * pixels))
            .Mistake("No root: the mean of the squares is their sum divided by the number of pixels.", Of((lambda, pixels) => lambda / Math.Sqrt(pixels)))
            .Mistake("No factor 2: neither loss has a ½.", Of((lambda, pixels) => lambda / (2 * pixels)))
            .Verdict.Because("Divide the whole loss by the number of pixels: a factor moves no minimum. The same λ in both programs is a factor of 784 apart.");
    });

    /// <summary>What a contractive penalty does to the reconstruction error; measured on the digits.</summary>
    private static Question ContractionPrediction { get; } = new Question<Func<string>>("compress.contraction-prediction", answer =>
    {
        var (train, test) = Digits.Load().Split(1500);
        double Error(double lambda)
        {
            manual_seed(1);
            var model = new ContractiveAutoencoder([64, 32], contraction: lambda, tied: true);
            new Trainer(model, optim.Adam(model.parameters(), lr: 1e-2)) { Epochs = 5, BatchSize = 100 }.Fit(train);
            return ReconstructionError.Mse(model, test);
        }

        (string Choice, string Diagnosis)[] explanations =
        [
            ("falls", "A penalty is one more thing to please: the minimum of the sum is no minimum of the error any more."),
            ("stays", "A code that moves less when the digit changes says less about the digit; the decoder has to guess more."),
            ("rises", "Measured on these digits, it does not."),
        ];
        var (without, with) = (Error(0), Error(1));
        var happens = with > 1.1 * without ? "rises" : with < without / 1.1 ? "falls" : "stays";
        return ChoiceQuestion.Judge(answer, happens,
            $"Measured after five epochs: {without:F3} per pixel at λ = 0, {with:F3} at λ = 1. Steadiness is paid for in reconstruction: a code that hardly moves can tell digits apart less well.",
            [.. explanations.Where(explanation => explanation.Choice != happens)]);
    });

    /// <summary>Why ‖J‖²_F alone does not say how steady a code is.</summary>
    private static Question ContractionReading { get; } = ChoiceQuestion.Of("compress.contraction-reading", "b",
        "‖J‖ fell by the factor 2.1 (its square by 4.5), but part of that is only a smaller code: in units of the distance between two codes, noise still moves it 0.7 times as far as before. Always report the scale of the code as well.",
        ("a", "Look at the last column: relative to the distances between codes the motion has not fallen to a quarter, nor to a half."),
        ("c", "They were measured on unseen digits, every one of them."),
        ("d", "It counts every direction of the input; noise has all of them too. That is what makes it the mean motion per unit of noise."));

    /// <summary>
    /// A codec for the 8×8 digits that is made from the 1500 of the training set. It has to bring the other 297 into at most 1450 bytes and
    /// back with a mean squared error of at most 0.0165 per pixel (32 principal components, Δ = 0.6 and a range coder: 1359 bytes, 0.0159).
    /// </summary>
    private static Question Project { get; } = new Question<Func<Dataset, (Func<Tensor, byte[]>, Func<byte[], Tensor>)>>("compress.project", answer =>
    {
        const int largest = 1450;
        const double limit = 0.0165;
        var (train, test) = Digits.Load().Split(1500);
        byte[] bytes = [.. answer(train).Item1(test.Features)];

        // A receiver elsewhere has the training digits and the bytes, and nothing else.
        var decoded = answer(train).Item2([.. bytes]);
        if (!decoded.shape.SequenceEqual(test.Features.shape))
            return new(false, $"a tensor of shape ({string.Join(", ", decoded.shape)})", "a tensor of shape (297, 64)", "The decoder gives back as many digits as were encoded, 64 pixels each. How many there are has to stand in the bytes.");
        var mse = ReconstructionError.Mse(test.Features, decoded);
        return new Verdict(
            mse <= limit && bytes.Length <= largest,
            $"{bytes.Length} bytes, {bytes.Length * 8.0 / test.Count:F1} bits per digit, MSE {mse:F4}",
            $"at most {largest} bytes and an MSE of at most {limit}",
            (mse <= limit, bytes.Length <= largest) switch
            {
                (false, _) when mse > ReconstructionError.Mse(test.Features, train.Features.mean([0]).expand(test.Count, 64)) => "What comes out is worse than the mean digit. Does the decoder read the integers in the encoder's order, with the same tables, and multiply with Δ?",
                (false, true) => "Short enough, but too coarse: a smaller step Δ, or more components.",
                (true, false) => "Good enough, but too long: a larger step Δ, fewer components, or tables that fit the components one by one.",
                _ => "Too long and too coarse at once. Is every component coded with a table of its own?",
            }).Because($"{bytes.Length * 8.0 / test.Count:F1} bits per digit, and a second codec has read them. Deflate needs 199 (without loss), 32 floats are 1024.");
    });

    /// <summary>Σₖ (hₖ(1 − hₖ))² cₖ from Wx + b.</summary>
    private static Tensor Closed(Tensor preactivation, Tensor byUnit)
    {
        var h = preactivation.sigmoid();
        return (h * (1 - h)).pow(2).matmul(byUnit);
    }

    /// <summary>Σ over inputs of the squared motion of the code, each input moved a little both ways; in double precision.</summary>
    private static Tensor DifferencesSquared(Tensor x, Tensor w, Tensor b)
    {
        const double step = 1e-5;
        var (point, weight, bias) = (x.to_type(ScalarType.Float64), w.to_type(ScalarType.Float64), b.to_type(ScalarType.Float64));
        Tensor Code(Tensor input) => (input.matmul(weight.t()) + bias).sigmoid();
        var nudges = step * eye(x.shape[1], dtype: ScalarType.Float64);
        return Enumerable.Range(0, (int)x.shape[1])
            .Select(i => ((Code(point + nudges[i]) - Code(point - nudges[i])) / (2 * step)).pow(2).sum(dim: 1))
            .Aggregate((sum, term) => sum + term)
            .to_type(ScalarType.Float32);
    }

    private static Verdict Describe(Tensor matrix, string asked, Func<int, int, string> fault)
    {
        if (matrix.shape is not [6, 6])
            return new(false, $"a tensor of shape ({string.Join(", ", matrix.shape)})", $"a 6 × 6 matrix of {asked}", "A 6 × 6 matrix is asked for.");
        var values = matrix.ToArray();
        if (!values.All(float.IsFinite))
            return new(false, "a matrix with entries that are not finite", $"a 6 × 6 matrix of {asked}", "Some entries are not finite numbers.");
        var (rank, zeros) = (SingularValues.Rank(matrix), values.Count(v => v == 0));
        var why = fault(rank, zeros);
        return new(why.Length == 0, $"rank {rank}, {zeros} zero entries", asked, why);
    }
}
