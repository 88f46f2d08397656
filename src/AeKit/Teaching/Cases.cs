namespace AeKit.Teaching;

/// <summary>What a question says that asks for a method's value at several inputs.</summary>
internal static class Cases
{
    /// <summary>The same verdict, and of which input it speaks.</summary>
    /// <param name="verdict">On one input.</param>
    /// <param name="input">Such as "784 inputs and a code of 256".</param>
    public static Verdict For(this Verdict verdict, FormattableString input)
    {
        var text = FormattableString.Invariant(input);
        return verdict with { Yours = $"{verdict.Yours} for {text}", Expected = $"{verdict.Expected} for {text}" };
    }

    /// <summary>The first input whose value is wrong, else the first.</summary>
    public static Verdict Judge<T>(this IEnumerable<T> inputs, Func<T, Verdict> judge) => Verdict.All([.. inputs.Select(judge)]);
}
