using System.Text.Json.Nodes;
using AeKit.Plots;
using AeKit.Plots.Svg;

namespace AeKit.Interop;

/// <summary>Draws a chart that is one PNG with texts beside it, as AeKit's grids of images are.</summary>
internal static class ImagePicture
{
    private const string PngUri = "data:image/png;base64,";

    /// <returns>The SVG document; null if the chart is anything else.</returns>
    public static string? TryDraw(Chart chart, IEnumerable<JsonObject> traces, JsonObject layout)
    {
        if (traces.ToArray() is not [var trace] || PlotlyValues.Text(trace["type"]) != "image"
            || Png(PlotlyValues.Text(trace["source"])) is not { } png
            || PlotlyValues.Numbers(layout["xaxis"]?["range"]) is not [var left, var right]
            || PlotlyValues.Numbers(layout["yaxis"]?["range"]) is not [var bottom, var top] || left >= right || bottom <= top
            || PlotlyValues.Object(layout["margin"]) is not { } margin
            || PlotlyText.TryRead(layout["annotations"]) is not { } texts)
        {
            return null;
        }
        double x = Margin("l"), y = Margin("t"), width = chart.Width - x - Margin("r"), height = chart.Height - y - Margin("b");
        if (width <= 0 || height <= 0)
            return null;

        var svg = new SvgWriter();
        IReadOnlyList<string> title = TextMetrics.WrapTitle(chart.Title, chart.Width);
        for (int i = 0; i < title.Count; i++)
            svg.Text(Theme.Side, Theme.Side + 14 + (Theme.TitleLine * i), title[i], Theme.TitleSize, bold: true);
        svg.Picture(x, y, width, height, png);
        foreach (PlotlyText text in texts)
            text.Draw(svg, x + ((text.X - left) / (right - left) * width), y + ((text.Y - top) / (bottom - top) * height));
        return svg.ToDocument(chart.Width, chart.Height, chart.Describe());

        double Margin(string side) => PlotlyValues.Number(margin[side]) ?? 80;
    }

    private static byte[]? Png(string? source)
    {
        if (source?.StartsWith(PngUri, StringComparison.Ordinal) != true)
            return null;
        var png = new byte[source.Length];
        return Convert.TryFromBase64Chars(source.AsSpan(PngUri.Length), png, out int length) ? png[..length] : null;
    }
}
