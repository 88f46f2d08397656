using System.Text.Json.Nodes;
using AeKit.Plots;
using AeKit.Plots.Svg;

namespace AeKit.Interop;

/// <summary>Reads a heat map in AeKit's colours, first row on top.</summary>
internal static class HeatmapPicture
{
    /// <returns>Null if the chart is anything else.</returns>
    public static HeatmapChart? TryRead(Chart chart, IEnumerable<JsonObject> traces, JsonObject layout)
    {
        if (traces.ToArray() is not [var trace] || PlotlyValues.Text(trace["type"]) != "heatmap" || trace["x"] is not null || trace["y"] is not null)
            return null;
        bool diverging = JsonNode.DeepEquals(trace["colorscale"], ColourScale.Diverging.ToPlotly());
        if (!diverging && !JsonNode.DeepEquals(trace["colorscale"], ColourScale.Sequential.ToPlotly()))
            return null;
        if (PlotlyValues.Numbers(layout["yaxis"]?["range"]) is not [var bottom, var top] || bottom < top)
            return null;
        if (trace["z"] is not JsonArray { Count: > 0 } z || z.Select(PlotlyValues.Numbers).ToArray() is not [{ Length: > 0 } first, ..] rows
            || rows.Any(row => row?.Length != first.Length))
        {
            return null;
        }
        var values = new double[rows.Length, first.Length];
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < first.Length; c++)
                values[r, c] = rows[r]![c];
        }
        return new HeatmapChart(
            values,
            Names(layout["yaxis"], rows.Length),
            Names(layout["xaxis"], first.Length),
            diverging,
            showValues: trace["texttemplate"] is not null,
            PlotlyValues.Number(trace["zmin"]),
            PlotlyValues.Number(trace["zmax"]))
        {
            Title = chart.Title,
            XLabel = chart.XLabel,
            YLabel = chart.YLabel,
        };
    }

    private static string[]? Names(JsonNode? axis, int count) =>
        PlotlyValues.Texts(PlotlyValues.Object(axis)?["ticktext"]) is { } names && names.Length == count ? names : null;
}
