using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Html;

/// <summary>A page that links the pages of several notebooks, with the sections of each.</summary>
internal static partial class IndexPage
{
    private const int SectionLevel = 2;

    /// <param name="notebooks">In reading order; each has its page <c>name.html</c> beside this one.</param>
    public static string Render(IEnumerable<Notebook> notebooks)
    {
        var body = new StringBuilder("<h1>Contents</h1>\n<ol class=\"chapters\">\n");
        foreach (var notebook in notebooks)
            body.Append(Chapter(notebook));
        return PageFrame.Render("Contents", "", body.Append("</ol>\n").ToString());
    }

    private static string Chapter(Notebook notebook)
    {
        var markdown = new MarkdownRenderer();
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown))
            markdown.Render(cell.Source);
        var page = Uri.EscapeDataString(notebook.Name) + ".html";
        var title = markdown.Headings.Count > 0 ? WithoutLinks(markdown.Headings[0].Html) : WebUtility.HtmlEncode(notebook.Name);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<li><a class=\"chapter\" href=\"{page}\">{title}</a>");
        if (notebook.Cells.Any(cell => cell.Outputs.Any(output => output["output_type"]?.ToString() == "error") && !cell.MayFail))
            html.Append(" <span class=\"failed\">failed</span>");
        html.Append("\n<ul>\n");
        foreach (var section in markdown.Headings.Where(heading => heading.Level == SectionLevel))
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{page}#{WebUtility.HtmlEncode(Uri.EscapeDataString(section.Id))}\">{WithoutLinks(section.Html)}</a></li>\n");
        return html.Append("</ul>\n</li>\n").ToString();
    }

    private static string WithoutLinks(string html) => Links().Replace(html, "");

    [GeneratedRegex("</?a\\b[^>]*>")]
    private static partial Regex Links();
}
