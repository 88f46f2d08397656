namespace AeKit.Notebooks.Tests.Classroom.WrongAnswers;

/// <summary>Mistakes in the exercises of chapter 04.</summary>
internal static class Chapter04
{
    public static IReadOnlyList<WrongAnswer> All { get; } =
    [
        new("sample-answer",
            """
            Tensor Sample(Tensor mean, Tensor logVariance, Tensor noise) => (logVariance / 2).exp() * noise;
            """,
            "The mean is missing, as in the article's program"),
        new("kl-answer",
            """
            Tensor Kl(Tensor mean, Tensor logVariance) => (mean.pow(2) + logVariance.exp() - 1 - logVariance).sum(dim: 1);
            """,
            "The factor ½ is missing."),
        new("kl-answer-2",
            """
            (double ByMean, double ByLogVariance) KlSlope(double mean, double logVariance) =>
                (mean, 0.5 * (1 - 1 / Math.Exp(logVariance)));
            """,
            "That is the derivative by σ²."),
        new("loss-answer",
            """
            Tensor Loss(Tensor x, Tensor logits, Tensor mean, Tensor logVariance, double beta)
            {
                var reconstruction = nn.functional.binary_cross_entropy_with_logits(logits, x);
                var kl = 0.5 * (mean.pow(2) + logVariance.exp() - 1 - logVariance).sum(dim: 1).mean();
                return reconstruction + beta * kl;
            }
            """,
            "Sum over the pixels."),
        new("linear-answer",
            """
            double[] LinearKl(double[] eigenvalues, double variance, double beta) =>
                eigenvalues.Select(lambda => 0.5 * Math.Log(lambda / (beta * variance))).ToArray();
            """,
            "a KL divergence is never negative"),
        new("bound-answer",
            """
            Tensor Bound(Tensor logWeights) => logWeights.exp().mean([0]).log();
            """,
            "exp() leaves the range of float32"),
        new("article-answer-2",
            """
            double SigmoidFloor() => 0.5;
            """,
            "What lies above 1 is missed too."),
        new("article-answer-3",
            """
            double Gap(double x, double m, double v) => 0.5 * (m * m + v - 1 - Math.Log(v));
            """,
            "the divergence from the prior"),
        new("collapse-answer",
            """
            string Prediction() => "smallest";
            """,
            "−ELBO charges KL in full"),
        new("project-answer",
            """
            VariationalAutoencoder Build(Dataset train)
            {
                var model = new VariationalAutoencoder([64, 32, 8], Likelihood.Bernoulli, beta: 64);
                new Trainer(model, optim.Adam(model.parameters(), lr: 5e-3)) { Epochs = 3, BatchSize = 50 }.Fit(train);
                return model;
            }
            """,
            "posterior collapse"),
    ];
}
