using AeKit.Teaching;

namespace AeKit.Tests.Teaching;

/// <summary>What the tests of questions expect of an answer.</summary>
internal static class Answers
{
    /// <summary>It is right, and the student learns why.</summary>
    public static void Right(string question, Delegate answer)
    {
        var result = Check.That(question, answer);

        Assert.True(result.Status == CheckStatus.Correct, result.ToString());
        Assert.NotEmpty(result.Why);
    }

    /// <summary>It is wrong, and its mistake is named.</summary>
    public static void Wrong(string question, Delegate answer, string diagnosis) => Explains(diagnosis, Check.That(question, answer));

    /// <inheritdoc cref="Wrong"/>
    public static void Explains(string diagnosis, CheckResult result)
    {
        Assert.True(result.Status == CheckStatus.Wrong, result.ToString());
        Assert.Contains(diagnosis, result.Why, StringComparison.Ordinal);
    }
}
