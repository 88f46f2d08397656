namespace AeKit.Kernel.Html.Math;

/// <summary>The alphabets of mathematical letters.</summary>
internal enum MathAlphabet
{
    Default,
    Upright,
    Bold,
    BoldItalic,
    Italic,
    DoubleStruck,
    Script,
    Fraktur,
    SansSerif,
    Monospace,
}

/// <summary>Unicode's mathematical letters, which MathML Core wants instead of style attributes.</summary>
internal static class MathLetters
{
    // Letters that Unicode had before the mathematical block, which leaves gaps for them.
    private static readonly Dictionary<(MathAlphabet, char), string> Exceptions = new()
    {
        [(MathAlphabet.DoubleStruck, 'C')] = "ℂ", [(MathAlphabet.DoubleStruck, 'H')] = "ℍ", [(MathAlphabet.DoubleStruck, 'N')] = "ℕ",
        [(MathAlphabet.DoubleStruck, 'P')] = "ℙ", [(MathAlphabet.DoubleStruck, 'Q')] = "ℚ", [(MathAlphabet.DoubleStruck, 'R')] = "ℝ",
        [(MathAlphabet.DoubleStruck, 'Z')] = "ℤ",
        [(MathAlphabet.Script, 'B')] = "ℬ", [(MathAlphabet.Script, 'E')] = "ℰ", [(MathAlphabet.Script, 'F')] = "ℱ", [(MathAlphabet.Script, 'H')] = "ℋ",
        [(MathAlphabet.Script, 'I')] = "ℐ", [(MathAlphabet.Script, 'L')] = "ℒ", [(MathAlphabet.Script, 'M')] = "ℳ", [(MathAlphabet.Script, 'R')] = "ℛ",
        [(MathAlphabet.Script, 'e')] = "ℯ", [(MathAlphabet.Script, 'g')] = "ℊ", [(MathAlphabet.Script, 'o')] = "ℴ",
        [(MathAlphabet.Fraktur, 'C')] = "ℭ", [(MathAlphabet.Fraktur, 'H')] = "ℌ", [(MathAlphabet.Fraktur, 'I')] = "ℑ", [(MathAlphabet.Fraktur, 'R')] = "ℜ",
        [(MathAlphabet.Fraktur, 'Z')] = "ℨ",
        [(MathAlphabet.Italic, 'h')] = "ℎ",
    };

    /// <summary>The text in an alphabet; characters that it lacks stay as they are.</summary>
    public static string In(MathAlphabet alphabet, string text) => string.Concat(text.Select(c => In(alphabet, c)));

    private static string In(MathAlphabet alphabet, char c)
    {
        if (Exceptions.TryGetValue((alphabet, c), out var exception))
            return exception;
        var (latin, digits, greek) = Starts(alphabet);
        return c switch
        {
            >= 'A' and <= 'Z' when latin > 0 => char.ConvertFromUtf32(latin + (c - 'A')),
            >= 'a' and <= 'z' when latin > 0 => char.ConvertFromUtf32(latin + 26 + (c - 'a')),
            >= '0' and <= '9' when digits > 0 => char.ConvertFromUtf32(digits + (c - '0')),
            >= 'Α' and <= 'Ω' when greek > 0 => char.ConvertFromUtf32(greek + (c - 'Α')),
            >= 'α' and <= 'ω' when greek > 0 => char.ConvertFromUtf32(greek + 26 + (c - 'α')),
            '∇' when greek > 0 => char.ConvertFromUtf32(greek + 25),
            '∂' when greek > 0 => char.ConvertFromUtf32(greek + 51),
            _ => c.ToString(),
        };
    }

    private static (int Latin, int Digits, int Greek) Starts(MathAlphabet alphabet) => alphabet switch
    {
        MathAlphabet.Bold => (0x1D400, 0x1D7CE, 0x1D6A8),
        MathAlphabet.Italic => (0x1D434, 0, 0x1D6E2),
        MathAlphabet.BoldItalic => (0x1D468, 0x1D7CE, 0x1D71C),
        MathAlphabet.Script => (0x1D49C, 0, 0),
        MathAlphabet.Fraktur => (0x1D504, 0, 0),
        MathAlphabet.DoubleStruck => (0x1D538, 0x1D7D8, 0),
        MathAlphabet.SansSerif => (0x1D5A0, 0x1D7E2, 0),
        MathAlphabet.Monospace => (0x1D670, 0x1D7F6, 0),
        _ => (0, 0, 0),
    };
}
