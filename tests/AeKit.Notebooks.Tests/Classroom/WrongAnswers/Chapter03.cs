namespace AeKit.Notebooks.Tests.Classroom.WrongAnswers;

/// <summary>Mistakes in the exercises of chapter 03.</summary>
internal static class Chapter03
{
    public static IReadOnlyList<WrongAnswer> All { get; } =
    [
        new("quantise-answer",
            """
            Tensor Quantise(Tensor z, double step) => (z / step).floor() * step;
            """,
            "Rounded down"),
        new("quantise-answer-2",
            """
            double EntropyBits(int[] code) =>
                code.CountBy(v => v).Select(entry => (double)entry.Value / code.Length).Sum(p => -p * Math.Log(p));
            """,
            "Those are nats"),
        new("straight-answer",
            """
            Tensor StraightThrough(Tensor z) => z + (z.round() - z);
            """,
            "the gradient is 0"),
        new("penalty-answer",
            """
            Tensor Penalty(Tensor x, Tensor weight, Tensor bias)
            {
                var h = (x.matmul(weight.t()) + bias).sigmoid();
                return h.pow(2).matmul(weight.pow(2).sum(dim: 1));
            }
            """,
            "The slope of a sigmoid is h(1 − h), not h."),
        new("rank-answer",
            """
            Tensor LowRankAndFull() => ones(6, 6);
            """,
            "The rank is 1"),
        new("rank-answer-3",
            """
            int LargestRank(int[] widths) => widths[widths.Length / 2];
            """,
            "10-20-10 has rank 10"),
        new("water-answer",
            """
            (double Rate, double Distortion) WaterFilling(double[] eigenvalues, double level) =>
                (eigenvalues.Sum(l => 0.5 * Math.Log2(l / level)), eigenvalues.Sum(l => Math.Min(l, level)));
            """,
            "A direction below the level costs nothing"),
        new("article-answer-2",
            """
            double Ratio() => 784 / 32.0;
            """,
            "A pixel is one byte, a float32 four."),
        new("article-answer-3",
            """
            double Weight(double lambda, int pixels) => lambda * pixels;
            """,
            "The wrong way"),
        new("still-answer-2",
            """
            string Reading() => "a";
            """,
            "Look at the last column"),
        new("project-answer",
            """
            (Func<Tensor, byte[]> Encode, Func<byte[], Tensor> Decode) Codec(Dataset train)
            {
                // A byte for each of 16 components, and no entropy coder.
                var pca = Pca.Fit(train.Features, 16);
                return (
                    x => pca.Encode(x).ToArray().Select(v => (byte)(128 + Math.Round(v / 0.05))).ToArray(),
                    bytes => pca.Decode(tensor(bytes.Select(b => 0.05f * (b - 128)).ToArray()).reshape(-1, 16)));
            }
            """,
            "Good enough, but too long"),
    ];
}
