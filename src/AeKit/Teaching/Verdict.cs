namespace AeKit.Teaching;

/// <summary>What a question finds in an answer that could be run.</summary>
/// <param name="IsCorrect">Whether it is right.</param>
/// <param name="Yours">The student's value.</param>
/// <param name="Expected">The right value.</param>
/// <param name="Why">What it proves, or what is wrong; may be empty.</param>
internal sealed record Verdict(bool IsCorrect, string Yours, string Expected, string Why)
{
    /// <summary>Several things asked of one answer: the first that is wrong, else the first.</summary>
    public static Verdict All(params Verdict[] verdicts) => verdicts.FirstOrDefault(verdict => !verdict.IsCorrect) ?? verdicts[0];

    /// <summary>The same, with what a right answer teaches.</summary>
    public Verdict Because(string lesson) => IsCorrect ? this with { Why = lesson } : this;

    /// <summary>The same, with what a wrong answer has done.</summary>
    public Verdict Otherwise(string diagnosis) => IsCorrect ? this : this with { Why = diagnosis };
}
