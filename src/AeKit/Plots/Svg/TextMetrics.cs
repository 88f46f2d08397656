using System.Text;

namespace AeKit.Plots.Svg;

/// <summary>
/// How wide text will be, without a font engine: advance widths of Helvetica and Arial, one em for East Asian
/// characters. Good to a few per cent, which is what keeping labels apart needs.
/// </summary>
internal static class TextMetrics
{
    // Thousandths of an em for ' ' … '~' (Adobe's Helvetica metrics).
    private static readonly short[] Ascii =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    public static double Width(string text, double size)
    {
        double thousandths = 0;
        foreach (Rune rune in text.EnumerateRunes())
            thousandths += Advance(rune.Value);
        return thousandths / 1000 * size;
    }

    /// <summary>Lines of a bold title in a figure of that width.</summary>
    public static IReadOnlyList<string> WrapTitle(string title, double figureWidth) =>
        Wrap(title, Theme.TitleSize * 1.1, figureWidth - (2 * Theme.Side));

    /// <summary>Breaks at spaces, and between East Asian characters, into lines no wider than the limit.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double limit)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (string piece in Pieces(text))
        {
            if (line.Length > 0 && Width(line + piece.TrimEnd(), size) > limit)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
            }
            line.Append(piece);
        }
        if (line.Length > 0)
            lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    /// <summary>The text, or as much of its beginning as fits followed by an ellipsis.</summary>
    public static string Fit(string text, double size, double limit)
    {
        if (Width(text, size) <= limit)
            return text;
        var kept = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Width($"{kept}{rune}…", size) > limit)
                break;
            kept.Append(rune);
        }
        return kept.Append('…').ToString();
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            piece.Append(rune);
            if (rune.Value == ' ' || IsWide(rune.Value))
            {
                yield return piece.ToString();
                piece.Clear();
            }
        }
        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private static int Advance(int code) => code switch
    {
        >= 32 and < 127 => Ascii[code - 32],
        >= 0x300 and < 0x370 => 0, // combining marks
        '⁰' or '¹' or '²' or '³' or (>= 0x2070 and < 0x20A0) => 440,
        _ when IsWide(code) => 1000,
        _ => 600,
    };

    private static bool IsWide(int code) =>
        code is (>= 0x1100 and < 0x1160) or (>= 0x2E80 and < 0xA4D0) or (>= 0xAC00 and < 0xD7A4)
            or (>= 0xF900 and < 0xFB00) or (>= 0xFF00 and < 0xFF61) or >= 0x1F300;
}
