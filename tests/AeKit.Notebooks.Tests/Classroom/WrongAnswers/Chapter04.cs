namespace AeKit.Notebooks.Tests.Classroom.WrongAnswers;

/// <summary>Mistakes in the exercises of chapter 04.</summary>
internal static class Chapter04
{
    public static IReadOnlyList<WrongAnswer> All { get; } =
    [
        new("kl-answer",
            """
            Tensor Kl(Tensor mean, Tensor logVariance) => (mean.pow(2) + logVariance.exp() - 1 - logVariance).sum(dim: 1);
            """,
            "The factor ½ is missing."),
    ];
}
