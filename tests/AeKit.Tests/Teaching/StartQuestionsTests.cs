using AeKit.Data;
using AeKit.Models;
using AeKit.Teaching;
using static AeKit.Tests.Teaching.Answers;
using static TorchSharp.torch;

namespace AeKit.Tests.Teaching;

public sealed class StartQuestionsTests
{
    [Fact]
    public void Squares_are_summed_along_each_row()
    {
        static Tensor ByHand(Tensor x)
        {
            var rows = x.ToArray2D();
            return tensor([.. Enumerable.Range(0, rows.GetLength(0)).Select(i => (float)Enumerable.Range(0, rows.GetLength(1)).Sum(j => (double)rows[i, j] * rows[i, j]))]);
        }

        Assert.Equal(CheckStatus.Correct, Check.That("start.squares", ByHand).Status);
        Explains("down the columns", Check.That("start.squares", (Tensor x) => x.pow(2).sum(dim: 0)));
        Explains("one sum for all rows", Check.That("start.squares", (Tensor x) => x.pow(2).sum()));
        Explains("mean of each row", Check.That("start.squares", (Tensor x) => x.pow(2).mean([1])));
        Explains("not squared", Check.That("start.squares", (Tensor x) => x.sum(dim: 1)));
        Explains("sum is squared", Check.That("start.squares", (Tensor x) => x.sum(dim: 1).pow(2)));
        Explains("the root", Check.That("start.squares", (Tensor x) => x.pow(2).sum(dim: 1).sqrt()));
    }

    [Fact]
    public void The_error_is_summed_over_pixels_and_averaged_over_pictures()
    {
        static double Sum(Tensor x, Tensor copies) => x.ToArray().Zip(copies.ToArray()).Sum(pair => Math.Pow(pair.First - pair.Second, 2));

        Assert.Equal(CheckStatus.Correct, Check.That("start.error", (Tensor x, Tensor copies) => Sum(x, copies) / x.shape[0]).Status);
        Explains("Keras", Check.That("start.error", (Tensor x, Tensor copies) => Sum(x, copies) / x.numel()));
        Explains("sum over the batch too", Check.That("start.error", Sum));
        Explains("length of the difference", Check.That("start.error", (Tensor x, Tensor copies) => (x - copies).pow(2).sum(dim: 1).sqrt().mean().item<float>()));
        Explains("cancel", Check.That("start.error", (Tensor x, Tensor copies) => (x - copies).sum(dim: 1).mean().item<float>()));
        Explains("factor ½", Check.That("start.error", (Tensor x, Tensor copies) => Sum(x, copies) / x.shape[0] / 2));
    }

    [Fact]
    public void A_float_will_do_where_a_number_is_asked_for() =>
        Assert.Equal(CheckStatus.Correct, Check.That("start.error", (Tensor x, Tensor copies) => (x - copies).pow(2).sum().item<float>() / x.shape[0]).Status);

    [Fact]
    public void The_slope_is_that_of_finite_differences()
    {
        static Tensor ByDifferences(Tensor x) => ((x + 1e-2).pow(3) - (x - 1e-2).pow(3)) / 2e-2 - 1e-4;

        Assert.Equal(CheckStatus.Correct, Check.That("start.slope", ByDifferences).Status);
        Explains("not their derivative", Check.That("start.slope", (Tensor x) => x.pow(3)));
        Explains("second derivative", Check.That("start.slope", (Tensor x) => 6 * x));
        Explains("added up", Check.That("start.slope", (Tensor x) =>
        {
            x.requires_grad_();
            x.pow(3).sum().backward();
            x.pow(3).sum().backward();
            return x.grad!;
        }));
    }

    [Theory]
    [InlineData(1.25, CheckStatus.Correct, "")]
    [InlineData(8, CheckStatus.Wrong, "counts numbers")]
    [InlineData(2, CheckStatus.Wrong, "a byte for each pixel")]
    [InlineData(0.8, CheckStatus.Wrong, "other way round")]
    public void Bits_are_counted(double answer, CheckStatus status, string why)
    {
        var result = Check.That("start.ratio", () => answer);

        Assert.Equal(status, result.Status);
        Assert.Contains(why, result.Why);
    }

    [Theory]
    [InlineData("variational compressive contractive collapsed", CheckStatus.Correct, "")]
    [InlineData("collapsed compressive contractive variational", CheckStatus.Wrong, "Objective A is not that of the collapsed autoencoder")]
    [InlineData("variational contractive compressive collapsed", CheckStatus.Wrong, "Objective B is not that of the contractive autoencoder: it counts bits")]
    [InlineData("variational compressive contractive", CheckStatus.Wrong, "four words")]
    [InlineData("variational compressive contractive sparse", CheckStatus.Wrong, "four words")]
    public void Models_are_told_by_their_objectives(string words, CheckStatus status, string why)
    {
        var result = Check.That("start.words", () => words.Split(' '));

        Assert.Equal(status, result.Status);
        Assert.Contains(why, result.Why);
    }

    [Theory]
    [InlineData("autoencoder", "pca", CheckStatus.Correct, "")]
    [InlineData("pca", "pca", CheckStatus.Wrong, "a plane is too little")]
    [InlineData("autoencoder", "autoencoder", CheckStatus.Wrong, "closed form")]
    [InlineData("yes", "no", CheckStatus.Wrong, "two words")]
    public void Curvature_pays_where_the_code_is_narrow(string with2, string with32, CheckStatus status, string why)
    {
        var result = Check.That("start.pca", () => new[] { with2, with32 });

        Assert.Equal(status, result.Status);
        Assert.Contains(why, result.Why);
    }

    [Fact]
    public void The_project_allows_eight_numbers_and_wants_them_trained()
    {
        Explains("16 numbers; 8 are allowed", Check.That("start.project", (Dataset _) => new Autoencoder([64, 16])));
        Explains("learning curves", Check.That("start.project", (Dataset _) => new Autoencoder([64, 8])));
    }
}
