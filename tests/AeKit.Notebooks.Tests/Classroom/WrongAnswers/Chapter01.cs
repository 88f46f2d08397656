namespace AeKit.Notebooks.Tests.Classroom.WrongAnswers;

/// <summary>Mistakes in the exercises of chapter 01.</summary>
internal static class Chapter01
{
    public static IReadOnlyList<WrongAnswer> All { get; } =
    [
        new("warm-up-answer",
            """
            long Parameters(long inputs, long code) => 2 * inputs * code;
            """,
            "The biases are missing"),
        new("warm-up-answer-2",
            """
            Tensor Loss(Tensor x, Tensor reconstruction) => nn.functional.mse_loss(reconstruction, x);
            """,
            "as Keras and mse_loss print it"),
        new("floor-answer",
            """
            double Floor(Tensor images)
            {
                var entropy = -(images * images.log() + (1 - images) * (1 - images).log());
                return entropy.sum().item<float>() / images.shape[0];
            }
            """,
            "0 · log 0 is NaN"),
        new("gradient-answer",
            """
            Tensor Gradient(Tensor a, Tensor x)
            {
                var y = a.sigmoid();
                return (y - x) * y * (1 - y);
            }
            """,
            "the factor σ′ cancels"),
        new("pca-answer",
            """
            Tensor Reconstruct(Tensor x, Tensor mean, Tensor directions) =>
                x.matmul(directions.t()).matmul(directions);
            """,
            "The plane of PCA goes through the mean of the data, not through 0"),
        new("critique-answer-2",
            """
            double Frozen(double weight, double target, double rate, int steps)
            {
                for (var step = 0; step < steps; step++)
                    weight -= rate * (weight - target);
                return weight;
            }
            """,
            "That is gradient descent as it should be"),
        new("denoise-answer",
            """
            double Slope(double variance, double noise) => variance / (variance + noise);
            """,
            "σ is a standard deviation"),
        new("code-length-answer-2",
            """
            string PredictClean() => "falls";
            """,
            "nothing left to keep but noise"),
        new("project-answer",
            """
            Autoencoder TrainModel(Dataset train)
            {
                var model = new Autoencoder([64, 8], activation: Activation.Linear);
                new Trainer(model, optim.Adam(model.parameters(), lr: 3e-3)) { Epochs = 20 }.Fit(train);
                return model;
            }
            """,
            "no linear model is better"),
    ];
}
