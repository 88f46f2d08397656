using System.Text.Json.Nodes;
using System.Xml.Linq;
using AeKit.Plots;
using Plotly.NET;
using Figure = AeKit.Plots.Figure;

namespace AeKit.Interop.Tests;

/// <summary>One figure of each kind, and what can be read back of figures and charts.</summary>
internal static class Figures
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static Figure Make(string kind) => kind switch
    {
        "line" => Plot.Line([new("train", [3.0, 2, double.NaN, 1]), new("a < b", [4f, 3, 2, float.PositiveInfinity]) { Dashed = true }], "Learning curves", "epoch", "loss"),
        "log" => Plot.Line([new Series("train", [1e-7, 1e-3, 2]).WithSpread([1e-6, 1e-4, 1])], "Spread 编码", "epoch", "loss", logY: true),
        "scatter" => Plot.Scatter([1.5, 2, 3], [1, 2, 3], new[] { "a", "b", "a" }, "Codes"),
        "heatmap" => Plot.Heatmap(new[,] { { 1, double.NaN, 3 }, { -1, 0, 1 } }, "Matrix", "x", "y", rows: ["r", "s"], columns: ["a", "b", "c"], showValues: true),
        "diverging" => Plot.Heatmap(new[,] { { 1.0, -2 }, { 0, 1 } }, "Weights", diverging: true),
        "bar" => Plot.Bar(["first", "second", "third"], [1f, -2, float.NaN], errors: [0.1f, 0.2f, 0.3f], title: "Bars", showValues: true),
        "images" => Plot.Images([.. Enumerable.Range(0, 36).Select(i => i / 36f)], 3, 3, columns: 2, title: "Images", captions: new[] { 7, 8, 9, 10 }),
        "rows" => Plot.ImageRows([new("in", new float[12]), new("out", new float[12])], 2, 3, "Rows", columnTitles: "ab"),
        _ => throw new ArgumentException(kind, nameof(kind)),
    };

    public static JsonNode Json(this Figure figure) => JsonNode.Parse(figure.ToPlotlyJson())!;

    public static JsonNode Json(this GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!;

    public static XElement[] Elements(this Figure figure, string name) => [.. XDocument.Parse(figure.ToSvg()).Descendants(Svg + name)];

    public static string[] Texts(this Figure figure) => [.. figure.Elements("text").Select(text => text.Value)];
}
