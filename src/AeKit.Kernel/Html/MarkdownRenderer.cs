using System.Net;
using System.Text.RegularExpressions;
using AeKit.Kernel.Html.Math;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace AeKit.Kernel.Html;

/// <summary>Markdown cells as HTML with typeset formulas; collects the headings and what went wrong.</summary>
internal sealed partial class MarkdownRenderer
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseEmphasisExtras()
        .UseAutoLinks()
        .UseAlertBlocks()
        .Build();

    private readonly List<Heading> _headings = [];
    private readonly List<string> _problems = [];

    /// <summary>The headings so far, in order.</summary>
    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>What in the formulas so far was not understood.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public string Render(string markdown)
    {
        var (text, spans) = MathSpans.Extract(markdown);
        var document = Markdown.Parse(text, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var inner = InnerHtml(heading);
            var id = UniqueId(WebUtility.HtmlDecode(Tags().Replace(spans.Restore(inner, (tex, _) => tex), "")));
            heading.GetAttributes().Id = id;
            _headings.Add(new(heading.Level, id, spans.Restore(inner, Convert)));
        }
        return spans.Restore(ToHtml(document), Convert);
    }

    /// <summary>The anchor that Jupyter gives a heading, so that links within a notebook also work on its page.</summary>
    private string UniqueId(string title)
    {
        var id = title.Trim().Replace(' ', '-');
        var unique = id;
        for (var i = 2; _headings.Any(heading => heading.Id == unique); i++)
            unique = $"{id}-{i}";
        return unique;
    }

    private static string ToHtml(MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new HighlightedCodeRenderer());
        renderer.Render(document);
        return writer.ToString();
    }

    private static string InnerHtml(HeadingBlock heading)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.WriteLeafInline(heading);
        return writer.ToString();
    }

    private string Convert(string tex, bool isDisplay)
    {
        var math = TexMath.Convert(tex, isDisplay);
        _problems.AddRange(math.Problems.Where(problem => !_problems.Contains(problem)));
        return math.MathML;
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    /// <summary>C# between fences is coloured like cells.</summary>
    private sealed class HighlightedCodeRenderer : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            var code = block.Lines.ToString();
            var isCSharp = block is FencedCodeBlock { Info: "csharp" or "cs" or "c#" };
            renderer.Write("<pre class=\"code\"><code>");
            renderer.Write(isCSharp ? CodeHighlighter.ToHtml(code) : WebUtility.HtmlEncode(code));
            renderer.WriteLine("</code></pre>");
        }
    }
}

/// <param name="Level">From 1.</param>
/// <param name="Id">The anchor on the page.</param>
/// <param name="Html">The text, with its markup.</param>
internal sealed record Heading(int Level, string Id, string Html);
