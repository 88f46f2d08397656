using System.Text.Json.Nodes;
using AeKit.Plots;
using AeKit.Plots.Svg;

namespace AeKit.Interop;

/// <summary>
/// A chart that came as Plotly JSON. It keeps that JSON as it is, and draws for the static picture what it understands.
/// </summary>
internal sealed class PlotlyChart : Chart
{
    private const int DefaultWidth = 700;
    private const int DefaultHeight = 450;

    private readonly JsonObject _figure;

    private PlotlyChart(JsonObject figure) => _figure = figure;

    private JsonObject Layout => _figure["layout"]!.AsObject();

    private IEnumerable<JsonObject> Traces => _figure["data"]!.AsArray().Select(trace => trace!.AsObject());

    public static PlotlyChart From(JsonObject figure)
    {
        JsonNode layout = figure["layout"]!;
        return new PlotlyChart(figure)
        {
            Title = PlotlyValues.Title(layout["title"]),
            XLabel = PlotlyValues.Title(PlotlyValues.Object(layout["xaxis"])?["title"]),
            YLabel = PlotlyValues.Title(PlotlyValues.Object(layout["yaxis"])?["title"]),
            Width = Size(layout["width"], DefaultWidth),
            Height = Size(layout["height"], DefaultHeight),
        };
    }

    public override JsonObject ToPlotly() => (JsonObject)_figure.DeepClone();

    public override string Describe()
    {
        string traces = string.Join("; ", Traces.Select(trace =>
        {
            string name = PlotlyValues.Title(trace["name"]);
            string values = PlotlyValues.Numbers(trace["y"]) is { } y ? $" of {y.Length} values, y {Range(y)}" : "";
            return $"{PlotlyValues.Text(trace["type"]) ?? "scatter"}{(name.Length > 0 ? $" {name}" : "")}{values}";
        }));
        return $"{Head("Plotly chart")}: {(traces.Length > 0 ? traces : "empty")}";
    }

    public override string ToSvg() =>
        ImagePicture.TryDraw(this, Traces, Layout) ??
        HeatmapPicture.TryRead(this, Traces, Layout)?.ToSvg() ??
        CartesianPicture.TryRead(this, Traces, Layout)?.ToSvg() ??
        Card();

    // In place of a picture that would be wrong: what the chart is, and where it can be seen.
    private string Card()
    {
        const string Hint = "Interactive viewers show this chart; it has no static picture.";
        var svg = new SvgWriter();
        double top = Theme.Side;
        foreach (string line in TextMetrics.WrapTitle(Title, Width))
        {
            svg.Text(Theme.Side, top + 14, line, Theme.TitleSize, bold: true);
            top += Theme.TitleLine;
        }
        foreach (string line in TextMetrics.Wrap(Describe(), Theme.LabelSize, Width - (2 * Theme.Side)).Take(8))
        {
            svg.Text(Theme.Side, top + 14, line, Theme.LabelSize);
            top += Theme.TitleLine;
        }
        svg.Text(Theme.Side, top + 14, Hint, Theme.LabelSize, fill: Theme.Muted);
        return svg.ToDocument(Width, top + Theme.TitleLine + Theme.Side, $"{Describe()}. {Hint}");
    }

    private static int Size(JsonNode? node, int missing) =>
        PlotlyValues.Number(node) is { } size and >= 20 and <= 10_000 ? (int)Math.Ceiling(size) : missing;
}
