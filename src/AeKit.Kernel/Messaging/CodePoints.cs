namespace AeKit.Kernel.Messaging;

/// <summary>Clients count characters of the Unicode standard, C# counts halves of some of them.</summary>
internal static class CodePoints
{
    /// <summary>The position in UTF-16 units; positions past the end are the end.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        var position = 0;
        for (; codePoints > 0 && position < text.Length; codePoints--)
            position += IsPair(text, position) ? 2 : 1;
        return position;
    }

    /// <summary>The position in characters.</summary>
    public static int FromUtf16(string text, int position)
    {
        var count = 0;
        for (var i = 0; i < position && i < text.Length; i += IsPair(text, i) ? 2 : 1)
            count++;
        return count;
    }

    private static bool IsPair(string text, int position) =>
        position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]);
}
