using System.Text.RegularExpressions;
using System.Xml.Linq;
using AeKit.Kernel.Html;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Tests.Html;

public sealed partial class NotebookPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_refers_to_nothing_outside_and_runs_no_script()
    {
        var html = Page("# T\n\n## A\n\n$x$\n\n## B").Html;
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.All(References().Matches(html), match => Assert.Matches("^(#|data:)", match.Groups[1].Value));
    }

    [Fact]
    public void A_page_is_well_formed()
    {
        var tour = Notebook.Load(Path.Combine(AppContext.BaseDirectory, "Samples", "tour.ipynb"));
        var page = NotebookPage.Render(tour);
        Assert.Empty(page.Warnings);
        // HTML closes these by itself; the rest must balance as XML does.
        var xml = VoidElements().Replace(page.Html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<$1$2/>").Replace("disabled=\"disabled\" ", "", StringComparison.Ordinal);
        XDocument.Parse(xml);
    }

    [Fact]
    public void Markdown_does_not_touch_formulas()
    {
        var html = Page("$a_1 * b_2 * c$ and \\(d_1\\) and\n\n$$\ne_{x} \\\\\nf_{y}\n$$\n\n\\[g\\]\n\n| a |\n|---|\n| $|x|$ |").Html;
        Assert.DoesNotContain("<em>", html, StringComparison.Ordinal);
        Assert.Equal(5, Formulas().Count(html));
        Assert.Contains("<td><math", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Dollars_in_code_and_prices_are_not_formulas()
    {
        var html = Page("`$x$` costs $5 and $6, or \\$7.\n\n```csharp\nvar s = $\"{a}$b$\";\n```").Html;
        Assert.DoesNotContain("<math", html, StringComparison.Ordinal);
        Assert.Contains("cs-string", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_TeX_is_reported_with_its_cell()
    {
        var page = Page("text", "$\\wrong$");
        Assert.Equal([@"cell 2 of the notebook: TeX: unknown command \wrong"], page.Warnings);
        Assert.Contains("tex-error", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_make_the_table_of_contents()
    {
        var html = Page("# 自编码器", "## Loss $L$", "## Loss $L$").Html;
        Assert.Contains("<title>自编码器</title>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#Loss-L\">Loss <math", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"Loss-L\">", html, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"Loss-L-2\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_within_the_notebook_lead_to_its_headings()
    {
        var html = Page("[there](#The-article's-end) and [那里](#小结-Summary)", "## The article's end\n\n## 小结 Summary").Html;
        var ids = Ids().Matches(html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();
        var links = References().Matches(html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).Where(link => link.StartsWith('#')).ToList();
        Assert.Equal(4, links.Count);
        Assert.All(links, link => Assert.Contains(Uri.UnescapeDataString(link[1..]), ids));
    }

    [Fact]
    public void Of_a_chart_the_page_shows_the_picture()
    {
        var cell = NotebookFile.Code("1");
        cell["outputs"] = System.Text.Json.Nodes.JsonNode.Parse("""
            [{"output_type": "display_data", "metadata": {}, "data": {"application/vnd.plotly.v1+json": {"data": []}, "image/svg+xml": ["<svg>", "</svg>"], "text/plain": "a <chart>"}}]
            """);
        var html = NotebookPage.Render(NotebookFile.Create(_folder, cell)).Html;
        var svg = Convert.ToBase64String("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"u8);
        Assert.Contains($"<img alt=\"a &lt;chart&gt;\" src=\"data:image/svg+xml;base64,{svg}\">", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div><img alt='still'><script>run()</script></div>", true)]
    [InlineData("<div><script>run()</script></div>", false)] // Without scripts nothing would be seen.
    [InlineData("<img alt='the same picture'>", false)]
    public void HTML_that_is_live_over_a_picture_of_its_own_comes_before_the_picture(string form, bool shown)
    {
        var cell = NotebookFile.Code("1");
        cell["outputs"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
        {
            ["output_type"] = "display_data",
            ["metadata"] = new System.Text.Json.Nodes.JsonObject(),
            ["data"] = new System.Text.Json.Nodes.JsonObject { ["text/html"] = form, ["image/svg+xml"] = "<svg></svg>", ["text/plain"] = "p" },
        });
        var html = NotebookPage.Render(NotebookFile.Create(_folder, cell)).Html;
        Assert.Equal(shown, html.Contains($"<div class=\"html\">{form}</div>", StringComparison.Ordinal));
        Assert.Equal(!shown, html.Contains("data:image/svg+xml", StringComparison.Ordinal));
    }

    [Fact]
    public void Code_is_shown_as_typed()
    {
        const string code = "#r \"a.dll\"\nusing X;\n// 注释 <b>\nvar s = $\"{1 + 2,5:F1} & \\\"q\\\"\";\nif (a < b) { Console.WriteLine(@\"x\"); }\n#!odd\nbroken (((";
        var shown = Tag().Replace(CodeHighlighter.ToHtml(code), "");
        Assert.Equal(code, System.Net.WebUtility.HtmlDecode(shown));
        Assert.Contains("<span class=\"cs-keyword\">var</span>", CodeHighlighter.ToHtml(code), StringComparison.Ordinal);
    }

    private NotebookPage Page(params string[] markdown) => NotebookPage.Render(NotebookFile.Create(_folder, [.. markdown.Select(NotebookFile.Markdown)]));

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex References();

    [GeneratedRegex("<h[1-6] id=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<(meta|link|img|br|hr|input)\\b([^>]*?)/?>")]
    private static partial Regex VoidElements();

    [GeneratedRegex("<math")]
    private static partial Regex Formulas();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
