namespace AeKit.Notebooks.Tests.Classroom.WrongAnswers;

/// <summary>Mistakes in the exercises of chapter 02.</summary>
internal static class Chapter02
{
    public static IReadOnlyList<WrongAnswer> All { get; } =
    [
        new("standardise-answer",
            """
            Tensor Standardise(Tensor data, Tensor train) =>
                (data - train.mean()) / ((train - train.mean()).pow(2).mean() + 1e-5).sqrt();
            """,
            "One mean and one variance for all features"),
        new("range-answer",
            """
            double SigmoidFloor(Tensor data) => (data - 0.5).pow(2).mean().item<float>();
            """,
            "An output of ½ is not the best"),
        new("scale-answer",
            """
            double HeVariance(int inputs) => 1.0 / inputs;
            """,
            "the ReLU, which then halves the mean square"),
        new("loop-answer",
            """
            double Rate(int done, int warmUp, int epochs, double peak) => done < warmUp
                ? peak * done / warmUp
                : peak / 2 * (1 + Math.Cos(Math.PI * (done - warmUp) / (epochs - warmUp)));
            """,
            "The first epoch has the rate 0"),
        new("loop-answer-2",
            """
            Tensor[] Clip(Tensor[] gradients, double limit) =>
                gradients.Select(g => g.clamp(-limit, limit)).ToArray();
            """,
            "Every number has been clamped"),
        new("stop-answer",
            """
            (int Epochs, int Best) EarlyStop(double[] losses, int patience)
            {
                var (best, waited) = (1, 0);
                for (var epoch = 2; epoch <= losses.Length; epoch++)
                {
                    if (losses[epoch - 1] < losses[best - 1])
                        (best, waited) = (epoch, 0);
                    else if (++waited > patience)
                        return (epoch, best);
                }

                return (losses.Length, best);
            }
            """,
            "One epoch too many"),
        new("critique-answer-3",
            """
            (Tensor, Tensor, Tensor, Tensor) CopyMachine() => (
                tensor(new float[,] { { 1, 0 }, { 0, 1 }, { 0, 0 } }), zeros(3),
                tensor(new float[,] { { 1, 0, 0 }, { 0, 1, 0 } }), zeros(2));
            """,
            "the others are dead"),
        new("verdict-answer",
            """
            string Verdict(double[] with, double[] without) =>
                with.Average() < without.Average() ? "better" : "worse";
            """,
            "Two means are never equal"),
    ];
}
