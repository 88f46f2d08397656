using AeKit.Coding;
using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Teaching;
using static AeKit.Tests.Teaching.Answers;
using static TorchSharp.torch;

namespace AeKit.Tests.Teaching;

public sealed class CompressionQuestionsTests
{
    [Fact]
    public void Quantised_values_are_the_nearest_multiples() =>
        Right("compress.quantise", (Tensor z, double step) => (z / step + 0.5).floor() * step);

    public static TheoryData<Func<Tensor, double, Tensor>, string> WrongQuantisers => new()
    {
        { (z, d) => (z / d).round(), "The receiver multiplies" },
        { (z, d) => z.round(), "the step is Δ" },
        { (z, d) => (z / d).floor() * d, "Rounded down" },
        { (z, d) => (z / d).ceil() * d, "Rounded up" },
        { (z, d) => (z / d).abs().floor() * z.sign() * d, "Cut off towards 0" },
        { (z, d) => (z / d).floor() * d + d / 2, "mid-rise" },
        { (z, d) => (z * d).round() / d, "upside down" },
        { (z, d) => (z / d).round() / d, "twice" },
        { (z, d) => z, "Nothing is rounded" },
    };

    [Theory]
    [MemberData(nameof(WrongQuantisers))]
    public void Mistakes_in_quantising_are_named(Func<Tensor, double, Tensor> answer, string why) => Wrong("compress.quantise", answer, why);

    private static double[] Counts(int[] code) => [.. code.GroupBy(v => v).Select(group => (double)group.Count())];

    [Fact]
    public void Entropy_is_log_of_length_minus_mean_log_of_counts() =>
        Right("compress.entropy", (int[] code) => Math.Log2(code.Length) - Counts(code).Sum(c => c * Math.Log2(c)) / code.Length);

    public static TheoryData<Func<int[], double>, string> WrongEntropies => new()
    {
        { code => -Counts(code).Sum(c => c / code.Length * Math.Log(c / code.Length)), "nats" },
        { code => -Counts(code).Sum(c => c * Math.Log2(c / code.Length)), "divide by its length" },
        { code => -Counts(code).Sum(c => c * Math.Log2(c)), "not probabilities yet" },
        { code => Counts(code).Sum(c => c / code.Length * Math.Log2(c / code.Length)), "The sign" },
        { code => Math.Log2(Counts(code).Length), "fixed length" },
        { code => -Counts(code).Sum(c => c * c / code.Length * Math.Log2(c / code.Length)), "each different value counts once" },
        { code => -Counts(code).Average(c => Math.Log2(c / code.Length)), "with the weights p" },
    };

    [Theory]
    [MemberData(nameof(WrongEntropies))]
    public void Mistakes_in_the_entropy_are_named(Func<int[], double> answer, string why) => Wrong("compress.entropy", answer, why);

    [Fact]
    public void Straight_through_rounds_forwards_only()
    {
        Right("compress.straight-through", (Tensor z) => z + (z.round() - z).detach());
        Right("compress.straight-through", (Tensor z) => z - z.detach() + z.detach().round());
    }

    public static TheoryData<Func<Tensor, Tensor>, string> WrongRoundings => new()
    {
        { z => z + 0, "Nothing is rounded" },
        { z => z.floor(), "Rounded down" },
        { z => z + rand_like(z) - 0.5, "uniform noise" },
        { z => z.detach().round(), "no gradient reaches z" },
        { z => z.round(), "the gradient is 0" },
        { z => z + (z.round() - z), "the gradient is 0" },
        { z => 2 * z + (z.round() - 2 * z).detach(), "arrives twice" },
        { z => (z.round() + z).detach() - z, "wrong sign" },
    };

    [Theory]
    [MemberData(nameof(WrongRoundings))]
    public void Mistakes_in_rounding_are_named(Func<Tensor, Tensor> answer, string why) => Wrong("compress.straight-through", answer, why);

    private static Tensor Slope(Tensor x, Tensor w, Tensor b)
    {
        var h = (x.matmul(w.t()) + b).sigmoid();
        return h - h * h;
    }

    // The whole Jacobian, (N, K, D).
    private static Tensor Jacobian(Tensor x, Tensor w, Tensor b) => Slope(x, w, b).unsqueeze(2) * w.unsqueeze(0);

    [Fact]
    public void Penalty_is_the_squared_norm_of_the_jacobian() =>
        Right("compress.penalty", (Tensor x, Tensor w, Tensor b) => Jacobian(x, w, b).pow(2).sum([1, 2]));

    public static TheoryData<Func<Tensor, Tensor, Tensor, Tensor>, string> WrongPenalties => new()
    {
        { (x, w, b) => Slope(x, w, b).matmul(w.pow(2).sum(dim: 1)), "has to be squared" },
        { (x, w, b) => Jacobian(x, w, b).pow(2).sum([1, 2]).sqrt(), "That is the norm" },
        { (x, w, b) => (x.matmul(w.t()) + b).sigmoid().pow(2).matmul(w.pow(2).sum(dim: 1)), "not h" },
        { (x, w, b) => w.pow(2).sum() * ones(x.shape[0]), "linear encoder" },
        { (x, w, b) => { var a = x.matmul(w.t()) + b; return (a - a * a).pow(2).matmul(w.pow(2).sum(dim: 1)); }, "the sigmoid is missing" },
        { (x, w, b) => Jacobian(x, w, zeros_like(b)).pow(2).sum([1, 2]), "b is missing" },
        { (x, w, b) => Jacobian(x, w, b).sum([1, 2]), "without being squared" },
        { (x, w, b) => Jacobian(x, w, b).pow(2).sum(), "sum over the batch" },
        { (x, w, b) => Jacobian(x, w, b).pow(2).sum() / x.shape[0], "mean over the batch" },
        { (x, w, b) => Jacobian(x, w, b).pow(2).sum([1, 2]) / 2, "no factor ½" },
        { (x, w, b) => Slope(x, w, b).pow(2).matmul(w.pow(2).sum(dim: 0)), "runs over the inputs" },
        { (x, w, b) => Slope(x, w.t(), b).pow(2).matmul(w.pow(2).sum(dim: 1)), "W is transposed" },
        { (x, w, b) => Jacobian(x, w, b).pow(2).sum([1, 2]).detach(), "no gradient reaches W" },
    };

    [Theory]
    [MemberData(nameof(WrongPenalties))]
    public void Mistakes_in_the_penalty_are_named(Func<Tensor, Tensor, Tensor, Tensor> answer, string why) => Wrong("compress.penalty", answer, why);

    private static Tensor Outer(params float[] values) => tensor(values).unsqueeze(1) * tensor(values).unsqueeze(0);

    [Fact]
    public void Low_rank_is_not_sparse()
    {
        // i + j: rank 2, and no zero as long as i, j ≥ 1.
        var numbers = arange(1, 7, ScalarType.Float32);
        Right("compress.low-rank", () => numbers.unsqueeze(1) + numbers.unsqueeze(0));
        Wrong("compress.low-rank", () => ones(6, 6), "The rank is 1");
        Wrong("compress.low-rank", () => eye(6), "The rank is 6");
        Wrong("compress.low-rank", () => Outer(1, 0, 0, 0, 0, 0) + Outer(0, 1, 0, 0, 0, 0), "34 entries are 0");
        Wrong("compress.low-rank", () => ones(6, 2), "6 × 6");
        Wrong("compress.low-rank", () => 0 * eye(6) / 0, "not finite");
    }

    [Fact]
    public void Sparse_is_not_of_low_rank()
    {
        Right("compress.sparse", () => eye(6));
        Right("compress.sparse", () => 3 * eye(6).flip(0));
        Wrong("compress.sparse", () => ones(6, 6), "0 entries are 0");
        Wrong("compress.sparse", () => Outer(1, 0, 0, 0, 0, 0), "the rank is 1");
    }

    [Fact]
    public void Narrowest_layer_bounds_the_rank()
    {
        Right("compress.rank", (int[] widths) => widths.Order().First());
        Wrong("compress.rank", (int[] widths) => widths[(widths.Length - 1) / 2], "not always the narrowest");
        Wrong("compress.rank", (int[] widths) => widths[^1], "the number of inputs");
        Wrong("compress.rank", (int[] widths) => widths.Order().Last(), "the widest layer");
    }

    private static double Bits(double eigenvalue, double level) => eigenvalue > level ? (Math.Log2(eigenvalue) - Math.Log2(level)) / 2 : 0;

    [Fact]
    public void Water_filling() =>
        Right("compress.water-filling", (double[] eigenvalues, double level) =>
            (eigenvalues.Sum(l => Bits(l, level)), eigenvalues.Where(l => l < level).Sum() + level * eigenvalues.Count(l => l >= level)));

    public static TheoryData<Func<double, double, (double, double)>, string> WrongFillings => new()
    {
        { (l, t) => (Bits(l, t), t), "not sent at all" },
        { (l, t) => (Bits(l, t), l < t ? l : 0), "above the level are missing" },
        { (l, t) => (Bits(l, t), l < t ? 0 : t), "below the level are missing" },
        { (l, t) => (Bits(l, t), l < t ? t : l), "not what is lost" },
        { (l, t) => (Bits(l, t), (l < t ? l : t) / 5), "the mean over the directions" },
        { (l, t) => (l < t ? l : t, Bits(l, t)), "swapped" },
        { (l, t) => ((Math.Log2(l) - Math.Log2(t)) / 2, Math.Min(l, t)), "0 bits" },
        { (l, t) => (Bits(l, t) * Math.Log(2), Math.Min(l, t)), "nats" },
        { (l, t) => (2 * Bits(l, t), Math.Min(l, t)), "The factor ½" },
        { (l, t) => (l / t, Math.Min(l, t)), "add up" },
    };

    [Theory]
    [MemberData(nameof(WrongFillings))]
    public void Mistakes_in_water_filling_are_named(Func<double, double, (double, double)> answer, string why) =>
        Wrong("compress.water-filling", (double[] eigenvalues, double level) =>
            (eigenvalues.Sum(l => answer(l, level).Item1), eigenvalues.Sum(l => answer(l, level).Item2)), why);

    [Theory]
    [InlineData(0.17647, "nats")]
    [InlineData(0.50922, "Twice")]
    [InlineData(2.04710, "12 is missing")]
    [InlineData(-0.46673, "e is missing")]
    [InlineData(-0.25461, "The sign")]
    [InlineData(1.53289, "decibels")]
    public void High_rate_gap(double answer, string why)
    {
        Right("compress.gap", () => 0.25461);
        Wrong("compress.gap", () => answer, why);
    }

    [Fact]
    public void Compressive_means_rounded_and_counted_in_bits()
    {
        Right("compress.technique", () => "c");
        Wrong("compress.technique", () => "a", "dimension reduction");
        Wrong("compress.technique", () => "b", "contractive");
        Wrong("compress.technique", () => "d", "linear autoencoder");
    }

    [Theory]
    [InlineData(24.5, "784 : 32")]
    [InlineData(0.163265, "Upside down")]
    [InlineData(3.0625, "64 bits are a double")]
    [InlineData(656, "no unit")]
    [InlineData(0.765625, "the same unit")]
    public void Ratio(double answer, string why)
    {
        Right("compress.ratio", () => 6.125);
        Wrong("compress.ratio", () => answer, why);
    }

    [Fact]
    public void Weight_beside_a_mean()
    {
        Right("compress.weight", (double lambda, int pixels) => lambda / pixels);
        Wrong("compress.weight", (double lambda, int pixels) => lambda, "With the same λ");
        Wrong("compress.weight", (double lambda, int pixels) => lambda * pixels, "The wrong way");
        Wrong("compress.weight", (double lambda, int pixels) => lambda / Math.Sqrt(pixels), "No root");
        Wrong("compress.weight", (double lambda, int pixels) => lambda / pixels / 2, "No factor 2");
    }

    [Fact]
    public void Prediction_and_reading_of_the_contraction()
    {
        Right("compress.contraction-prediction", () => "rises");
        Wrong("compress.contraction-prediction", () => "falls", "one more thing to please");
        Wrong("compress.contraction-prediction", () => "stays", "says less");

        Right("compress.contraction-reading", () => "b");
        Wrong("compress.contraction-reading", () => "a", "last column");
        Wrong("compress.contraction-reading", () => "c", "unseen");
        Wrong("compress.contraction-reading", () => "d", "every direction");
    }

    // Two bytes for every integer, without any coder.
    private static byte[] Pack(IEnumerable<int> integers) => [.. integers.SelectMany(n => BitConverter.GetBytes((short)n))];

    private static (Func<Tensor, byte[]>, Func<byte[], Tensor>) Codec(Dataset train, int components, double step, bool coded)
    {
        var pca = Pca.Fit(train.Features, components);
        int[] Integers(Tensor x) => [.. pca.Encode(x).ToArray().Select(v => (int)Math.Round(v / step))];
        Tensor Pixels(int[] integers) => pca.Decode(tensor(integers.Select(n => (float)(n * step)).ToArray()).reshape(-1, components));
        if (!coded)
            return (x => Pack(Integers(x)), bytes => Pixels([.. bytes.Chunk(2).Select(pair => (int)BitConverter.ToInt16(pair))]));

        var tables = Integers(train.Features).Select((n, i) => (n, i % components)).GroupBy(pair => pair.Item2, pair => pair.n)
            .Select(group => FrequencyTable.FromCounts([.. group])).ToArray();
        byte[] Encode(Tensor x)
        {
            var encoder = new RangeEncoder();
            foreach (var (n, i) in Integers(x).Select((n, i) => (n, i)))
                encoder.Encode(tables[i % components], n);
            return [.. BitConverter.GetBytes((short)x.shape[0]), .. encoder.Finish()];
        }

        Tensor Decode(byte[] bytes)
        {
            var decoder = new RangeDecoder(bytes[2..]);
            return Pixels([.. Enumerable.Range(0, components * BitConverter.ToInt16(bytes)).Select(i => decoder.Decode(tables[i % components]))]);
        }

        return (Encode, Decode);
    }

    [Fact]
    public void Project_wants_few_bytes_and_a_small_error()
    {
        Right("compress.project", (Dataset train) => Codec(train, 32, 0.6, coded: true));
        Wrong("compress.project", (Dataset train) => Codec(train, 32, 1.2, coded: true), "too coarse");
        Wrong("compress.project", (Dataset train) => Codec(train, 32, 0.4, coded: true), "too long");
        Wrong("compress.project", (Dataset train) => Codec(train, 8, 0.6, coded: false), "at once");
        Wrong("compress.project", (Dataset train) => (Codec(train, 32, 0.6, coded: true).Item1, (Func<byte[], Tensor>)(bytes => -Codec(train, 32, 0.6, coded: true).Item2(bytes))), "worse than the mean digit");
        Wrong("compress.project", (Dataset train) => (Codec(train, 32, 0.6, coded: true).Item1, (Func<byte[], Tensor>)(bytes => zeros(10, 64))), "as many digits");
    }

    // What the decoder knows of the digits must have come through the bytes.
    [Fact]
    public void Project_does_not_fall_for_a_decoder_that_remembers() =>
        Wrong(
            "compress.project",
            (Dataset train) =>
            {
                Tensor? remembered = null;
                byte[] Encode(Tensor x)
                {
                    remembered = x;
                    return [];
                }

                return ((Func<Tensor, byte[]>)Encode, (Func<byte[], Tensor>)(bytes => remembered ?? zeros(297, 64)));
            },
            "worse than the mean digit");
}
