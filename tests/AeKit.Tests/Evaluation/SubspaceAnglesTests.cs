using AeKit.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class SubspaceAnglesTests
{
    [Fact]
    public void Two_bases_of_one_subspace_have_no_angle_between_them()
    {
        manual_seed(1);
        var basis = randn(3, 10);
        var other = randn(3, 3).matmul(basis);

        Assert.All(SubspaceAngles.Between(basis, other), angle => Assert.InRange(angle, 0, 1e-3));
    }

    [Fact]
    public void Two_lines_have_the_angle_between_them()
    {
        var a = tensor(new[,] { { 1f, 0f, 0f } });
        var b = tensor(new[,] { { MathF.Cos(0.7f), MathF.Sin(0.7f), 0f } });

        Assert.Equal(0.7 * 180 / Math.PI, Assert.Single(SubspaceAngles.Between(a, b)), 1e-4);
    }

    [Fact]
    public void A_tiny_angle_is_not_lost_in_the_cosine()
    {
        var a = tensor(new[,] { { 1.0, 0.0 } });
        var b = tensor(new[,] { { 1.0, 1e-9 } });

        Assert.Equal(1e-9 * 180 / Math.PI, Assert.Single(SubspaceAngles.Between(a, b)), 1e-12);
    }

    [Fact]
    public void Planes_that_share_a_line_have_one_zero_and_one_right_angle()
    {
        var a = tensor(new[,] { { 1f, 0f, 0f }, { 0f, 1f, 0f } });
        var b = tensor(new[,] { { 1f, 0f, 0f }, { 0f, 0f, 1f } });

        var angles = SubspaceAngles.Between(a, b);

        Assert.Equal(0, angles[0], 1e-6);
        Assert.Equal(90, angles[1], 1e-6);
    }

    [Fact]
    public void Rows_of_different_lengths_are_refused_with_both_shapes()
    {
        var error = Assert.Throws<ArgumentException>(() => SubspaceAngles.Between(zeros(2, 3), zeros(2, 4)));
        Assert.Contains("[2, 3]", error.Message);
        Assert.Contains("[2, 4]", error.Message);
    }
}
