using System.Text.Json.Nodes;
using AeKit.Plots.Svg;

namespace AeKit.Plots;

/// <summary>The parts of a Plotly layout all figures share: the look of <see cref="Theme"/>.</summary>
internal static class PlotlyLayout
{
    public static JsonObject Create(string title, double width, double height)
    {
        var layout = new JsonObject
        {
            ["width"] = Math.Ceiling(width),
            ["height"] = Math.Ceiling(height),
            ["font"] = new JsonObject { ["family"] = Theme.Font, ["size"] = Theme.TickSize, ["color"] = Theme.Ink },
            ["paper_bgcolor"] = Theme.Paper,
            ["plot_bgcolor"] = Theme.Paper,
        };
        if (title.Length > 0)
        {
            IReadOnlyList<string> lines = TextMetrics.WrapTitle(title, width);
            string broken = string.Join("<br>", lines.Select(line => $"<b>{PlotlyJson.Text(line).GetValue<string>()}</b>"));
            layout["title"] = new JsonObject
            {
                ["text"] = broken,
                ["font"] = new JsonObject { ["size"] = Theme.TitleSize },
                ["x"] = 0,
                ["xanchor"] = "left",
                ["y"] = PlotlyJson.Number(1 - ((Theme.Side + (Theme.TitleLine * lines.Count / 2)) / height)),
                ["yanchor"] = "middle",
                ["pad"] = new JsonObject { ["l"] = Theme.Side },
            };
        }
        return layout;
    }

    /// <summary>A legend above the plot.</summary>
    public static JsonObject Legend() => new()
    {
        ["orientation"] = "h",
        ["x"] = 0,
        ["xanchor"] = "left",
        ["y"] = 1,
        ["yanchor"] = "bottom",
    };

    public static JsonObject Axis(JsonObject axis, string label)
    {
        if (!axis.ContainsKey("showgrid"))
            axis["gridcolor"] = Theme.Grid;
        axis["zeroline"] = false;
        axis["linecolor"] = Theme.AxisLine;
        axis["ticks"] = "outside";
        axis["tickcolor"] = Theme.AxisLine;
        axis["exponentformat"] = "power";
        if (!axis.ContainsKey("type"))
            axis["minexponent"] = 5;
        axis["automargin"] = true;
        if (label.Length > 0)
            axis["title"] = new JsonObject { ["text"] = PlotlyJson.Text(label), ["font"] = new JsonObject { ["size"] = Theme.LabelSize }, ["standoff"] = 6 };
        return axis;
    }
}
