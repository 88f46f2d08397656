namespace AeKit.Notebooks.Tests.Classroom.WrongAnswers;

/// <summary>Mistakes in the exercises of chapter 05.</summary>
internal static class Chapter05
{
    public static IReadOnlyList<WrongAnswer> All { get; } =
    [
        new("sample-answer",
            """
            Tensor Sample(Tensor mean, double s, Tensor noise) => mean + 0.01 * noise;
            """,
            "the article's fixed 0.01"),
        new("elbo-answer",
            """
            double Elbo(double m, double v)
            {
                var reconstruction = -0.5 * Math.Log(2 * Math.PI) - 0.5 * ((1 - m) * (1 - m) + v);
                var divergence = 0.5 * (m * m + v - 1 - Math.Log(v));
                return divergence - reconstruction;
            }
            """,
            "what a program minimises"),
        new("kl-answer",
            """
            Tensor Kl(Tensor mean, double s) => 0.5 * (mean.pow(2).sum(dim: 1) + s * s - 1 - Math.Log(s * s));
            """,
            "each of the K dimensions has it"),
        new("capacity-answer",
            """
            double Capacity(int dimensions) => dimensions * 0.5 * Math.Log(1.25);
            """,
            "Bits take the logarithm to base 2."),
        new("noise-answer",
            """
            double NoiseCost(Tensor weight, double s) => s * s * weight.norm().item<float>();
            """,
            "That is the Frobenius norm, not its square."),
        new("axes-answer",
            """
            string Predict() => "the same";
            """,
            "look the same from all sides"),
        new("draw-answer",
            """
            Tensor Draw(Tensor codes, Tensor noise) => codes.mean([0]) + codes.var(0) * noise;
            """,
            "A draw is scaled by the standard deviation."),
        new("recall-answer",
            """
            double Recall(long[] truth, long[] guess, long label)
            {
                var guessed = Enumerable.Range(0, truth.Length).Where(i => guess[i] == label);
                return guessed.Average(i => truth[i] == label ? 1.0 : 0.0);
            }
            """,
            "That is the precision"),
        new("project-answer",
            """
            CollapsedVae Train(Dataset hundred)
            {
                var model = new CollapsedVae([64, 128, 8], 0.1, Likelihood.Gaussian(0.02));
                new Trainer(model, optim.Adam(model.parameters(), lr: 3e-3)) { Epochs = 150, BatchSize = 25 }.Fit(hundred);
                return model;
            }
            """,
            "learns its hundred digits by heart"),
    ];
}
