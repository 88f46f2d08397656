namespace AeKit.Teaching.Questions;

/// <summary>A question with a few answers to choose from, each wrong one with its own explanation.</summary>
internal static class ChoiceQuestion
{
    /// <param name="name">The question's name.</param>
    /// <param name="right">The right choice: a letter or a word.</param>
    /// <param name="lesson">Why it is right.</param>
    /// <param name="wrong">The other choices, and why they are wrong.</param>
    public static Question Of(string name, string right, string lesson, params (string Choice, string Diagnosis)[] wrong) =>
        new Question<Func<string>>(name, answer => Judge(answer, right, lesson, wrong));

    /// <inheritdoc cref="Of"/>
    public static Verdict Judge(Func<string> answer, string right, string lesson, params (string Choice, string Diagnosis)[] wrong)
    {
        var choices = wrong.Select(other => other.Choice).Append(right).Order(StringComparer.Ordinal).ToArray();
        var yours = answer() ?? "";
        var comparison = wrong.Aggregate(Comparison.Of(yours, right), (comparison, other) => comparison.Mistake(other.Diagnosis, other.Choice))
            .Fault($"Answer with one of \"{string.Join("\", \"", choices)}\".", !choices.Contains(yours.Trim(), StringComparer.OrdinalIgnoreCase));

        // Who sees the right letter beside a wrong one learns nothing.
        var verdict = comparison.Verdict;
        return verdict.IsCorrect ? verdict.Because(lesson) : verdict with { Expected = "" };
    }
}
