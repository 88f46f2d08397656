using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Json.Nodes;
using AeKit.Plots;
using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Tests.Plots;

public sealed class FigureTests
{
    public static TheoryData<string> Kinds => ["line", "log", "scatter", "heatmap", "bar", "images", "rows"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_valid_json_and_valid_svg_with_the_title_as_text(string kind)
    {
        Figure figure = Make(kind, "a < b & \"c\" \u0001 编码");

        JsonNode plotly = figure.Plotly();
        Assert.Equal(["data", "layout"], plotly.AsObject().Select(member => member.Key));
        Assert.NotEmpty(plotly["data"]!.AsArray());
        Assert.All(plotly["data"]!.AsArray(), trace => Assert.NotNull(trace!["type"]));
        Assert.Contains("a &lt; b &amp; \"c\"", plotly["layout"]!["title"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("a < b & \"c\"", string.Join(' ', figure.Texts()), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", string.Join(' ', figure.Elements("path").Select(path => path.Attribute("d")!.Value)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Same_input_gives_the_same_bytes(string kind)
    {
        Assert.Equal(Make(kind, "t").ToSvg(), Make(kind, "t").ToSvg());
        Assert.Equal(Make(kind, "t").ToPlotlyJson(), Make(kind, "t").ToPlotlyJson());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_lies_outside_the_picture(string kind)
    {
        Figure figure = Make(kind, "A title that is so long that it cannot possibly stand on a single line of the figure, whatever its kind");
        var svg = figure.Picture();
        double width = svg.Number("width"), height = svg.Number("height");
        Assert.True(figure.Texts().Count > 2);
        foreach (var text in figure.Elements("text"))
        {
            // A character is rarely narrower than 0.42 em on average.
            double half = text.Value.Length * text.Number("font-size") * 0.21;
            double x = text.Number("x"), y = text.Number("y");
            bool turned = text.Attribute("transform") is not null;
            double left = turned ? x : text.Attribute("text-anchor")?.Value switch { "middle" => x - half, "end" => x - (2 * half), _ => x };
            Assert.True(left >= -2 && y > 0 && y < height && (turned || left + (2 * half) <= width + 2), $"'{text.Value}' at {x}, {y} in {width}×{height}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shows_itself_in_a_notebook_as_chart_picture_and_text(string kind)
    {
        Figure figure = Make(kind, "Shown");

        Assert.Equal(
            ["application/vnd.plotly.v1+json", "text/html", "image/svg+xml", "text/plain"],
            Formatter.GetPreferredMimeTypesFor(typeof(Figure)));
        Assert.Equal(figure.ToPlotlyJson(), figure.ToDisplayString("application/vnd.plotly.v1+json"));
        Assert.Equal(figure.ToSvg(), figure.ToDisplayString("image/svg+xml"));
        Match image = Regex.Match(figure.ToDisplayString("text/html"), "^<img alt=\"([^\"]*)\" src=\"data:image/svg\\+xml;base64,([^\"]*)\">$");
        Assert.Equal(figure.ToString(), WebUtility.HtmlDecode(image.Groups[1].Value));
        Assert.Equal(figure.ToSvg(), Encoding.UTF8.GetString(Convert.FromBase64String(image.Groups[2].Value)));
        string text = figure.ToDisplayString("text/plain");
        Assert.Equal(figure.ToString(), text);
        Assert.Contains("\"Shown\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void Is_saved_as_picture_or_json_and_replaces_what_was_there()
    {
        string folder = Directory.CreateTempSubdirectory("aekit-figure-").FullName;
        try
        {
            Figure figure = Make("line", "Saved");
            string svg = Path.Combine(folder, "a.svg"), json = Path.Combine(folder, "a.JSON");
            File.WriteAllText(svg, "old");
            figure.Save(svg);
            figure.Save(json);
            Assert.Equal(figure.ToSvg(), File.ReadAllText(svg));
            Assert.Equal(figure.ToPlotlyJson(), File.ReadAllText(json));
            var error = Assert.Throws<ArgumentException>(() => figure.Save(Path.Combine(folder, "a.png")));
            Assert.Contains(".svg", error.Message, StringComparison.Ordinal);
            Assert.Equal(2, Directory.GetFiles(folder).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Figure Make(string kind, string title) => kind switch
    {
        "line" => Plot.Line([new("train", [3.0, 2, double.NaN, 1]), new("test", [4f, 3, 2, float.PositiveInfinity])], title, "epoch", "loss"),
        "log" => Plot.Line([new Series("train", [1e-7, 1e-3, 2]).WithSpread([1e-6, 1e-4, 1])], title, "epoch", "loss", logY: true),
        "scatter" => Plot.Scatter(new[] { 1.5, 2, double.NaN }, new[] { 1, 2, 3 }, new[] { "a", "b", "a" }, title),
        "heatmap" => Plot.Heatmap(new[,] { { 1, double.NaN, 3 }, { -1, 0, 1 } }, title, "x", "y", showValues: true),
        "bar" => Plot.Bar(["first of the names", "another one", "x"], new[] { 1f, -2, float.NaN }, title: title, showValues: true, width: 200),
        "images" => Plot.Images(new float[36], 3, 3, title: title, captions: new[] { 7, 8, 9, 10 }),
        _ => Plot.ImageRows([new("in", new float[12]), new("out", new float[12])], 2, 3, title, columnTitles: "ab"),
    };
}
