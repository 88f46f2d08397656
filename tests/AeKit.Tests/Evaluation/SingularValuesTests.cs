using AeKit.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class SingularValuesTests
{
    [Fact]
    public void Of_a_two_by_two_matrix_agree_with_the_closed_form()
    {
        // Eigenvalues of MᵀM = [[25, 20], [20, 25]] are 45 and 5.
        var matrix = tensor(new[,] { { 3.0, 0.0 }, { 4.0, 5.0 } });

        var values = SingularValues.Of(matrix);

        Assert.Equal([Math.Sqrt(45), Math.Sqrt(5)], values, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Their_squares_sum_to_the_squared_Frobenius_norm()
    {
        manual_seed(1);
        var matrix = randn(5, 9);

        Assert.Equal(matrix.pow(2).sum().item<float>(), SingularValues.Of(matrix).Sum(value => value * value), 1e-4);
    }

    [Fact]
    public void Rank_is_that_of_the_narrowest_factor_in_spite_of_rounding()
    {
        manual_seed(2);
        var product = randn(30, 4).matmul(randn(4, 20));

        Assert.Equal(4, SingularValues.Rank(product));
        Assert.Equal(0, SingularValues.Rank(zeros(3, 3)));
    }

    [Fact]
    public void A_batch_of_matrices_is_refused_with_its_shape()
    {
        var error = Assert.Throws<ArgumentException>(() => SingularValues.Of(zeros(2, 3, 4)));
        Assert.Contains("[2, 3, 4]", error.Message);
    }
}
