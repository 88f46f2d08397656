using System.Text.Json.Nodes;
using AeKit.Plots.Svg;

namespace AeKit.Plots;

/// <summary>Bars from zero, grouped by category, one colour per series.</summary>
internal sealed class BarChart : Chart
{
    private const double GroupShare = 0.76; // of a category's slot

    private readonly IReadOnlyList<string> _categories;
    private readonly IReadOnlyList<Series> _series;
    private readonly bool _showValues;
    private readonly SlotAxis _x;
    private readonly LinearAxis _y;

    public BarChart(IReadOnlyList<string> categories, IReadOnlyList<Series> series, bool showValues)
    {
        if (categories.Count == 0)
            throw new ArgumentException("A bar chart needs at least one category.", nameof(categories));
        if (series.Count == 0)
            throw new ArgumentException("A bar chart needs at least one series.", nameof(series));
        foreach (Series s in series)
        {
            if (s.Y.Length != categories.Count)
                throw new ArgumentException($"Series '{s.Name}' has {s.Y.Length} values for {categories.Count} categories.", nameof(series));
        }
        (_categories, _series, _showValues) = (categories, series, showValues);
        _x = new SlotAxis(categories.Count, categories);

        double[] ends = [.. series.SelectMany(s => s.Y.Concat(Reach(s, +1)).Concat(Reach(s, -1))).Where(double.IsFinite), 0];
        double min = ends.Min(), max = ends.Max();
        double free = max > min ? (max - min) * (showValues ? 0.14 : 0.06) : 1;
        _y = new LinearAxis(min < 0 ? min - free : 0, max > 0 || min == 0 ? max + free : 0);
    }

    private bool HasLegend => _series.Count > 1 || _series[0].Name.Length > 0;

    public override string Describe() =>
        $"{Head("Bar chart")}: {string.Join("; ", _series.Select(s => (s.Name.Length > 0 ? s.Name + " " : "")
            + string.Join(", ", _categories.Zip(s.Y, (category, y) => $"{category} {NiceNumbers.Short(y)}"))))}";

    public override string ToSvg()
    {
        Frame frame = Frame();
        var svg = new SvgWriter();
        frame.Draw(svg);
        double slot = frame.PlotWidth / _categories.Count;
        double step = slot * GroupShare / _series.Count;
        double width = Math.Min(step * (_series.Count > 1 ? 0.94 : 1), 72);
        double shift = Math.Min(step, 72 / 0.94);
        double valueSize = _showValues ? ValueSize(shift) : 0;
        var whiskers = new SvgPath();
        for (int s = 0; s < _series.Count; s++)
        {
            var bars = new SvgPath();
            for (int c = 0; c < _categories.Count; c++)
            {
                double value = _series[s].Y[c];
                if (!double.IsFinite(value))
                    continue;
                double centre = frame.X(c) + ((s - ((_series.Count - 1) / 2.0)) * shift);
                double y = frame.Y(value), zero = frame.Y(0);
                bars.Move(centre - (width / 2), zero).Line(centre - (width / 2), y).Line(centre + (width / 2), y).Line(centre + (width / 2), zero).Close();
                double top = y, low = y;
                if (_series[s].Spread?[c] is double spread and > 0 && double.IsFinite(spread))
                {
                    (top, low) = (frame.Y(value + spread), frame.Y(value - spread));
                    double cap = Math.Min(5, width / 3);
                    whiskers.Move(centre, top).Line(centre, low)
                        .Move(centre - cap, top).Line(centre + cap, top).Move(centre - cap, low).Line(centre + cap, low);
                }
                if (valueSize > 0)
                    svg.Text(centre, value < 0 ? low + 13 : top - 5, NiceNumbers.Short(value), valueSize, Anchor.Middle);
            }
            svg.Path(bars, $"fill=\"{Theme.Colour(s)}\"");
        }
        svg.Path(whiskers, $"stroke=\"{Theme.Ink}\" stroke-width=\"1.3\" fill=\"none\"");
        if (_y.Min < 0)
            svg.Path(new SvgPath().Move(frame.Left, frame.Y(0)).Line(frame.Right, frame.Y(0)), $"stroke=\"{Theme.AxisLine}\"");
        return svg.ToDocument(frame.Width, frame.Height, Describe());
    }

    public override JsonObject ToPlotly()
    {
        JsonObject layout = Frame().ToPlotly();
        layout["barmode"] = "group";
        layout["bargap"] = Math.Round(1 - GroupShare, 2);
        layout["bargroupgap"] = _series.Count > 1 ? 0.06 : 0;
        layout["showlegend"] = HasLegend;
        if (HasLegend)
            layout["legend"] = PlotlyLayout.Legend();
        return PlotlyFigure(_series.Select(Trace), layout);
    }

    private JsonObject Trace(Series series, int index)
    {
        var trace = new JsonObject
        {
            ["type"] = "bar",
            ["name"] = PlotlyJson.Text(series.Name),
            ["x"] = new JsonArray([.. Enumerable.Range(0, _categories.Count).Select(i => (JsonNode)i)]),
            ["y"] = PlotlyJson.Numbers(series.Y),
            ["marker"] = new JsonObject { ["color"] = Theme.Colour(index) },
        };
        if (series.Spread is not null)
        {
            trace["error_y"] = new JsonObject
            {
                ["type"] = "data",
                ["array"] = PlotlyJson.Numbers(series.Spread),
                ["color"] = Theme.Ink,
                ["thickness"] = 1.3,
                ["width"] = 5,
            };
        }
        if (_showValues)
        {
            trace["text"] = PlotlyJson.Texts(series.Y.Select(NiceNumbers.Short));
            // Plotly would write a value outside the bar into its error bar.
            trace["textposition"] = series.Spread is null ? "outside" : "inside";
            if (series.Spread is not null)
                trace["insidetextanchor"] = "start";
            trace["cliponaxis"] = false;
        }
        return trace;
    }

    private Frame Frame() => new(this, _x, _y, HasLegend
        ? [.. _series.Select((s, i) => new LegendEntry(s.Name, Theme.Colour(i), Swatch.Box))]
        : []);

    // Values of neighbouring bars must not run into one another; 0 where they would.
    private double ValueSize(double step)
    {
        double widest = _series.SelectMany(s => s.Y).Where(double.IsFinite)
            .Select(value => TextMetrics.Width(NiceNumbers.Short(value), 1)).DefaultIfEmpty(1).Max();
        double fitting = (step - 2) / widest;
        return fitting < 7 ? 0 : Math.Min(fitting, 11);
    }

    private static IEnumerable<double> Reach(Series series, int sign) =>
        series.Spread is null ? [] : series.Y.Zip(series.Spread, (y, spread) => y + (sign * spread));
}
