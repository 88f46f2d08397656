using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Html;

/// <summary>A notebook as one HTML page that needs no network and no script.</summary>
/// <param name="Html">The page.</param>
/// <param name="Warnings">What could not be typeset, with the cell's place in the notebook.</param>
internal sealed partial record NotebookPage(string Html, IReadOnlyList<string> Warnings)
{
    private const int DeepestContentsLevel = 3;

    /// <param name="notebook">The notebook.</param>
    /// <param name="head">More for the page's head.</param>
    public static NotebookPage Render(Notebook notebook, string head = "")
    {
        var markdown = new MarkdownRenderer();
        var warnings = new List<string>();
        var body = new StringBuilder();
        foreach (var cell in notebook.Cells)
        {
            var known = markdown.Problems.Count;
            body.Append(cell.Kind switch
            {
                CellKind.Markdown => $"<section class=\"prose\">\n{markdown.Render(cell.Source)}</section>\n",
                CellKind.Code when cell.IsExecutable => CodeCell(cell, markdown),
                _ => "",
            });
            warnings.AddRange(markdown.Problems.Skip(known).Select(problem => $"cell {cell.Position} of the notebook: TeX: {problem}"));
        }
        var title = markdown.Headings.Count > 0 ? Tags().Replace(markdown.Headings[0].Html, "") : WebUtility.HtmlEncode(notebook.Name);
        return new(PageFrame.Render(title, Contents(markdown.Headings), body.ToString(), head), warnings);
    }

    private static string CodeCell(Cell cell, MarkdownRenderer markdown)
    {
        var count = cell.ExecutionCount?.ToString(CultureInfo.InvariantCulture) ?? " ";
        var html = new StringBuilder("<section class=\"cell\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"input\"><span class=\"count\">In [{count}]</span><pre class=\"code\"><code>{CodeHighlighter.ToHtml(cell.Source.TrimEnd())}</code></pre></div>\n");
        foreach (var output in cell.Outputs)
        {
            var label = output["output_type"]?.ToString() == "execute_result" ? $"<span class=\"count\">Out [{count}]</span>" : "";
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"output\">{label}{OutputRenderer.Render(output, markdown)}</div>\n");
        }
        return html.Append("</section>\n").ToString();
    }

    private static string Contents(IReadOnlyList<Heading> headings)
    {
        var shown = headings.Where(heading => heading.Level <= DeepestContentsLevel).ToList();
        if (shown.Count < 2)
            return "";
        var html = new StringBuilder("<nav aria-label=\"Contents\">\n<ul>\n");
        foreach (var heading in shown)
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"level-{heading.Level}\"><a href=\"#{WebUtility.HtmlEncode(Uri.EscapeDataString(heading.Id))}\">{Links().Replace(heading.Html, "")}</a></li>\n");
        return html.Append("</ul>\n</nav>\n").ToString();
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex("</?a\\b[^>]*>")]
    private static partial Regex Links();
}
