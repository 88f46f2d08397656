namespace AeKit.Teaching;

/// <summary>An answer beside the right value and beside those of classic mistakes, which it names.</summary>
/// <typeparam name="T">What is compared.</typeparam>
internal sealed class Comparison<T>
{
    private readonly Func<T, bool> _isYours;
    private bool _isNamed;

    /// <param name="isYours">Whether a value is the one that was answered.</param>
    /// <param name="expected">The right value.</param>
    /// <param name="yours">The answer as text.</param>
    /// <param name="expectedText">The right value as text.</param>
    /// <param name="whyWrong">What can be said of a wrong answer; a named mistake says more.</param>
    public Comparison(Func<T, bool> isYours, T expected, string yours, string expectedText, string whyWrong)
    {
        _isYours = isYours;
        var isCorrect = isYours(expected);
        Verdict = new(isCorrect, yours, expectedText, isCorrect ? "" : whyWrong);
    }

    /// <summary>What the comparison has found so far.</summary>
    public Verdict Verdict { get; private set; }

    /// <summary>Names the mistake of whoever answers with this value. The first that fits counts.</summary>
    /// <param name="diagnosis">What was done, and what to look at; a sentence.</param>
    /// <param name="value">What comes out then.</param>
    public Comparison<T> Mistake(string diagnosis, T value)
    {
        if (!Verdict.IsCorrect && !_isNamed && _isYours(value))
            Name(diagnosis);
        return this;
    }

    /// <summary>Names a mistake that does not show in the value; an answer that makes it is wrong.</summary>
    /// <param name="diagnosis">What was done, and what to look at; a sentence.</param>
    /// <param name="isMade">Whether the answer makes it.</param>
    public Comparison<T> Fault(string diagnosis, bool isMade)
    {
        if (isMade && !_isNamed)
            Name(diagnosis);
        return this;
    }

    private void Name(string diagnosis)
    {
        Verdict = Verdict with { IsCorrect = false, Why = diagnosis };
        _isNamed = true;
    }
}
