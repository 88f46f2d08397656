namespace AeKit.Notebooks.Tests.Classroom.WrongAnswers;

/// <summary>Mistakes in the exercises of chapter 00.</summary>
internal static class Chapter00
{
    public static IReadOnlyList<WrongAnswer> All { get; } =
    [
        new("squares-answer",
            """
            Tensor Squares(Tensor x) => x.pow(2).sum(dim: 0);
            """,
            "The sum runs down the columns."),
        new("error-answer",
            """
            double Error(Tensor x, Tensor copies) => nn.functional.mse_loss(copies, x).item<float>();
            """,
            "the mean over the pixels too"),
        new("slope-answer",
            """
            Tensor Slope(Tensor x) => x.pow(3);
            """,
            "not their derivative"),
        new("ratio-answer",
            """
            double Ratio() => 64 / 8;
            """,
            "That counts numbers."),
        new("words-answer",
            """
            string[] Words() => ["variational", "contractive", "compressive", "collapsed"];
            """,
            "Objective B is not that of the contractive autoencoder"),
        new("pca-answer",
            """
            string[] Predict() => ["autoencoder", "autoencoder"];
            """,
            "has its optimum in closed form"),
        new("project-answer",
            """
            Autoencoder Train(Dataset train) => new Autoencoder([64, 128, 8]);
            """,
            "More epochs, a wider hidden layer, another learning rate"),
    ];
}
