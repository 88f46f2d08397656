using System.Text.Json.Nodes;
using AeKit.Plots.Svg;

namespace AeKit.Interop;

/// <summary>A text at a place of the plot: an annotation without an arrow.</summary>
internal sealed record PlotlyText(double X, double Y, string Text, Anchor Anchor, double Down, double Shift)
{
    /// <returns>None if the layout has none; null if one is more than a text at a place given by x and y.</returns>
    public static IReadOnlyList<PlotlyText>? TryRead(JsonNode? annotations)
    {
        if (annotations is null)
            return [];
        var texts = new List<PlotlyText>();
        foreach (JsonNode? node in (JsonArray)annotations)
        {
            if (PlotlyValues.Object(node) is not { } annotation || PlotlyValues.Flag(annotation["showarrow"]) != false
                || PlotlyValues.Number(annotation["x"]) is not { } x || PlotlyValues.Number(annotation["y"]) is not { } y
                || (PlotlyValues.Text(annotation["xref"]) ?? "x") != "x" || (PlotlyValues.Text(annotation["yref"]) ?? "y") != "y"
                || annotation["textangle"] is not null)
            {
                return null;
            }
            Anchor anchor = PlotlyValues.Text(annotation["xanchor"]) switch { "left" => Anchor.Start, "right" => Anchor.End, _ => Anchor.Middle };
            double down = PlotlyValues.Text(annotation["yanchor"]) switch { "top" => 14, "bottom" => -5, _ => 4 };
            texts.Add(new PlotlyText(x, y, PlotlyValues.Title(annotation["text"]), anchor, down, PlotlyValues.Number(annotation["xshift"]) ?? 0));
        }
        return texts;
    }

    public void Draw(SvgWriter svg, double x, double y) => svg.Text(x + Shift, y + Down, Text, Theme.TickSize, Anchor);
}
