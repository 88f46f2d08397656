using System.Text.RegularExpressions;

namespace AeKit.Kernel.Html;

/// <summary>
/// Takes the formulas out of a Markdown text before it is rendered, as Jupyter does, because Markdown would read their
/// underscores and backslashes as its own; and puts them back into the HTML.
/// </summary>
internal sealed partial class MathSpans
{
    // Private-use characters: no text has them, and Markdown leaves them alone.
    private const char Start = '\uE000';
    private const char End = '\uE001';

    private readonly List<(string Tex, bool IsDisplay)> _formulas = [];

    private MathSpans()
    {
    }

    public static (string Text, MathSpans Spans) Extract(string markdown)
    {
        var spans = new MathSpans();
        return (Pattern().Replace(markdown, spans.Take), spans);
    }

    /// <summary>Replaces the formulas in the HTML by what <paramref name="convert"/> makes of them.</summary>
    public string Restore(string html, Func<string, bool, string> convert) =>
        Placeholder().Replace(html, match =>
        {
            var (tex, isDisplay) = _formulas[int.Parse(match.Groups[1].Value)];
            return convert(tex, isDisplay);
        });

    private string Take(Match match)
    {
        var isDisplay = match.Groups["display"].Success;
        var tex = isDisplay ? match.Groups["display"].Value : match.Groups["inline"].Value;
        if (!isDisplay && !match.Groups["inline"].Success)
            return match.Value;
        _formulas.Add((tex, isDisplay));
        return $"{Start}{_formulas.Count - 1}{End}";
    }

    // The first two alternatives, fenced code and code spans, and escaped dollars match only to be passed over.
    [GeneratedRegex(
        """
        (?:^|\n)[ ]{0,3}(?<fence>`{3,}|~{3,})[^\n]*\n(?s:.*?)(?:\n[ ]{0,3}\k<fence>|\z)
        |(?<!`)(?<ticks>`+)(?!`)(?s:.+?)(?<!`)\k<ticks>(?!`)
        |\\\$
        |\$\$(?<display>(?s:.+?))\$\$
        |\\\[(?<display>(?s:.+?))\\\]
        |(?<display>\\begin\{(?<environment>(?:align|equation|gather|multline|eqnarray)\*?)\}(?s:.+?)\\end\{\k<environment>\})
        |\\\((?<inline>(?s:.+?))\\\)
        |\$(?<inline>(?![\s$])(?:\\.|[^$\\\n]|\n(?!\s*\n))*?(?<!\s))\$(?!\d)
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex Placeholder();
}
