using System.Text.Json.Nodes;
using Plotly.NET;
using Figure = AeKit.Plots.Figure;

namespace AeKit.Interop;

/// <summary>
/// AeKit's figures as <see href="https://plotly.net">Plotly.NET</see> charts, and back. Both are Plotly's traces and
/// layout, so nothing is lost on the way:
/// <code>
/// history.Chart().ToChart().WithSize(900, 300).ToFigure()
/// </code>
/// </summary>
public static class PlotlyExtensions
{
    /// <summary>
    /// The figure as a chart of Plotly.NET. Axes, titles, legends, markers and lines become Plotly.NET's own types, so
    /// that its methods change what they name and leave the rest.
    /// </summary>
    public static GenericChart ToChart(this Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return ChartObjects.ToChart(JsonNode.Parse(figure.ToPlotlyJson())!.AsObject());
    }

    /// <summary>
    /// The chart as a figure that shows itself in every notebook. The figure keeps the chart's traces and layout of
    /// whatever kind; NaN and infinities, which JSON does not have, become null. Its static picture shows lines, points,
    /// bars and what came from AeKit, and for another kind of chart says what it is.
    /// </summary>
    public static Figure ToFigure(this GenericChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        JsonObject json = JsonNode.Parse(GenericChart.toFigureJson(chart))!.AsObject();
        foreach (JsonNode? trace in json["data"]!.AsArray())
            ReplaceNotANumber(trace);
        return new Figure(PlotlyChart.From(new JsonObject { ["data"] = json["data"]!.DeepClone(), ["layout"] = json["layout"]!.DeepClone() }));
    }

    // Plotly.NET writes a NaN among numbers as the text "NaN".
    private static void ReplaceNotANumber(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (_, value) in members)
                ReplaceNotANumber(value);
        }
        else if (node is JsonArray items)
        {
            bool numbers = items.All(item => item is null or JsonArray || item.GetValueKind() == System.Text.Json.JsonValueKind.Number || IsNotANumber(item));
            for (int i = 0; i < items.Count; i++)
            {
                if (numbers && items[i] is JsonValue && IsNotANumber(items[i]!))
                    items[i] = null;
                else
                    ReplaceNotANumber(items[i]);
            }
        }
    }

    private static bool IsNotANumber(JsonNode item) => PlotlyValues.Text(item) is "NaN" or "Infinity" or "-Infinity";
}
