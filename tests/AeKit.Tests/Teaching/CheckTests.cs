using AeKit.Teaching;
using static TorchSharp.torch;

namespace AeKit.Tests.Teaching;

public sealed class CheckTests
{
    private static Tensor Kl(Tensor mean, Tensor logVariance) => 0.5 * (mean.pow(2) + logVariance.exp() - 1 - logVariance).sum(dim: 1);

    [Fact]
    public void A_right_answer_earns_its_points_and_teaches_something()
    {
        var result = Check.That("vae.kl", Kl, points: 2);

        Assert.Equal(CheckStatus.Correct, result.Status);
        Assert.Equal(2, result.Earned);
        Assert.Equal(result.Expected, result.Yours);
        Assert.NotEmpty(result.Why);
    }

    [Fact]
    public void A_classic_mistake_is_named()
    {
        var result = Check.That("vae.kl", (Tensor mean, Tensor logVariance) => 2 * Kl(mean, logVariance), points: 2);

        Assert.Equal((CheckStatus.Wrong, 0.0), (result.Status, result.Earned));
        Assert.Equal("The factor ½ is missing.", result.Why);
    }

    [Fact]
    public void What_differs_by_a_factor_that_no_mistake_explains_is_told_so() =>
        Assert.Contains("Every value is 3 times the right one", Check.That("vae.kl", (Tensor mean, Tensor logVariance) => 3 * Kl(mean, logVariance)).Why);

    [Fact]
    public void A_wrong_shape_is_told() =>
        Assert.Equal(
            "The shape is (6, 1), but (6) is asked for.",
            Check.That("vae.kl", (Tensor mean, Tensor logVariance) => Kl(mean, logVariance).unsqueeze(1)).Why);

    [Fact]
    public void A_stub_is_not_answered_yet()
    {
        var result = Check.That("vae.kl", Tensor (Tensor mean, Tensor logVariance) => throw new NotImplementedException());

        Assert.Equal((CheckStatus.Unanswered, 0.0), (result.Status, result.Earned));
    }

    [Fact]
    public void An_answer_that_throws_fails_with_its_message()
    {
        var result = Check.That("vae.kl", (Tensor mean, Tensor logVariance) => mean.view(5, 5));

        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.StartsWith("Your answer threw ", result.Why);
    }

    [Fact]
    public void Another_signature_is_told()
    {
        var result = Check.That("vae.kl", (Tensor mean) => 1);

        Assert.Equal(CheckStatus.Failed, result.Status);
        Assert.Equal("The answer is to be a method (Tensor, Tensor) → Tensor; yours is (Tensor) → int.", result.Why);
    }

    [Fact]
    public void An_unknown_question_lists_those_of_its_chapter()
    {
        var exception = Assert.Throws<ArgumentException>(() => Check.That("vae.lk", Kl));

        Assert.Contains("vae.kl", exception.Message);
    }

    [Fact]
    public void An_interrupt_is_no_wrong_answer() =>
        Assert.Throws<OperationCanceledException>(() => Check.Value("own", () => throw new OperationCanceledException(), 1));

    [Theory]
    [InlineData(12.0, CheckStatus.Correct, "")]
    [InlineData(12.001, CheckStatus.Correct, "")]
    [InlineData(12.01, CheckStatus.Wrong, "")]
    [InlineData(6.0, CheckStatus.Wrong, "Half of it.")]
    [InlineData(double.NaN, CheckStatus.Wrong, "The value is not a finite number.")]
    public void A_teacher_asks_for_a_number_of_his_own(double answer, CheckStatus status, string why)
    {
        var result = Check.Value("own", () => answer, expected: 12, mistakes: ("Half of it.", 6));

        Assert.Equal((status, why), (result.Status, result.Why));
    }

    [Fact]
    public void A_teacher_asks_for_a_tensor_of_his_own()
    {
        Assert.Equal(CheckStatus.Correct, Check.Value("own", () => ones(2, 2), ones(2, 2)).Status);
        Assert.Equal("All zeros.", Check.Value("own", () => zeros(2, 2), ones(2, 2), mistakes: ("All zeros.", zeros(2, 2))).Why);
    }

    [Fact]
    public void The_text_says_your_value_what_was_expected_and_why() =>
        Assert.Equal(
            """
            ✗ own: not yet right, 0 of 1 point
              your value  6
              expected    12
              why         Half of it.
            """,
            Check.Value("own", () => 6, expected: 12, mistakes: ("Half of it.", 6)).ToString());

    [Fact]
    public void Points_are_not_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Check.Value("own", () => 1, 1, points: -1));
}
