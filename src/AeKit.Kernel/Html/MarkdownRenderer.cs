using System.Net;
using AeKit.Kernel.Html.Math;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace AeKit.Kernel.Html;

/// <summary>Markdown cells as HTML with typeset formulas; collects the headings and what went wrong.</summary>
internal sealed class MarkdownRenderer
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
        var headings = document.Descendants<HeadingBlock>().ToList();
        for (var i = 0; i < headings.Count; i++)
            headings[i].GetAttributes().Id = $"section-{_headings.Count + i + 1}";
        var html = spans.Restore(ToHtml(document), Convert);
        _headings.AddRange(headings.Select(heading =>
            new Heading(heading.Level, heading.GetAttributes().Id!, spans.Restore(InnerHtml(heading), Convert))));
        return html;
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
