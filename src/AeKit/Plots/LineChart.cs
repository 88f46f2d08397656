using System.Text.Json.Nodes;
using AeKit.Plots.Svg;

namespace AeKit.Plots;

/// <summary>Curves, with bands of y ± spread where a series has a spread.</summary>
internal sealed class LineChart : Chart
{
    private readonly IReadOnlyList<Series> _series;
    private readonly bool _markers;
    private readonly Axis _x;
    private readonly Axis _y;

    public LineChart(IReadOnlyList<Series> series, bool logX, bool logY, bool markers)
    {
        if (series.Count == 0)
            throw new ArgumentException("A line chart needs at least one series.", nameof(series));
        (_series, _markers) = (series, markers);
        if (logX)
            RequirePositive(series, s => s.X, "x");
        if (logY)
            RequirePositive(series, s => s.Y, "y");
        _x = Axis.For(series.SelectMany(s => s.X), logX, 0.02, counts: true);
        // On a logarithmic axis a band may reach below zero; the curves alone say how far down the axis goes then.
        _y = Axis.For(series.SelectMany(s => s.Y.Concat(Edge(s, +1)).Concat(Edge(s, -1).Where(v => !logY || v > 0))), logY, 0.06);
    }

    private bool HasLegend => _series.Count > 1 || _series[0].Name.Length > 0;

    public override string Describe() =>
        $"{Head("Line chart")}: {string.Join("; ", _series.Select(s => $"{(s.Name.Length > 0 ? s.Name + ", " : "")}{s.Y.Length} points, y {Range(s.Y)}"))}; x {Range(_series.SelectMany(s => s.X))}";

    public override string ToSvg()
    {
        Frame frame = Frame();
        var svg = new SvgWriter();
        frame.Draw(svg);
        for (int i = 0; i < _series.Count; i++)
        {
            if (_series[i].Spread is not null)
                DrawBand(svg, frame, _series[i], Theme.Colour(i));
        }
        for (int i = 0; i < _series.Count; i++)
        {
            Series series = _series[i];
            (double X, double Y)[] points = [.. series.X.Zip(series.Y, (x, y) => (frame.X(x), frame.Y(y)))];
            string dash = series.Dashed ? " stroke-dasharray=\"6 4\"" : "";
            svg.Path(
                new SvgPath().Polyline(points),
                $"fill=\"none\" stroke=\"{Theme.Colour(i)}\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke-linecap=\"round\"{dash}");
            var dots = new SvgPath();
            for (int k = 0; k < points.Length; k++)
            {
                if (double.IsFinite(series.Y[k]) && (_markers || IsAlone(series.Y, k)))
                    dots.Dot(points[k].X, points[k].Y);
            }
            svg.Path(dots, $"stroke=\"{Theme.Colour(i)}\" stroke-width=\"7\" stroke-linecap=\"round\"");
        }
        return svg.ToDocument(frame.Width, frame.Height, Describe());
    }

    public override JsonObject ToPlotly()
    {
        var traces = new List<JsonObject>();
        for (int i = 0; i < _series.Count; i++)
        {
            Series series = _series[i];
            string colour = Theme.Colour(i);
            if (series.Spread is not null)
                traces.AddRange(BandTraces(series, colour, $"s{i}"));
            var line = new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = _markers || series.Y.Where((_, k) => IsAlone(series.Y, k)).Any() ? "lines+markers" : "lines",
                ["name"] = PlotlyJson.Text(series.Name),
                ["x"] = PlotlyJson.Numbers(series.X),
                ["y"] = PlotlyJson.Numbers(series.Y),
                ["line"] = new JsonObject { ["color"] = colour, ["width"] = 2, ["dash"] = series.Dashed ? "dash" : "solid" },
            };
            if (series.Spread is not null)
                line["legendgroup"] = $"s{i}";
            traces.Add(line);
        }
        JsonObject layout = Frame().ToPlotly();
        layout["showlegend"] = HasLegend;
        if (HasLegend)
            layout["legend"] = PlotlyLayout.Legend();
        layout["hovermode"] = "x unified";
        return PlotlyFigure(traces, layout);
    }

    // Between two gaps there is no line to show a point.
    private static bool IsAlone(double[] y, int k) =>
        double.IsFinite(y[k]) && (k == 0 || !double.IsFinite(y[k - 1])) && (k == y.Length - 1 || !double.IsFinite(y[k + 1]));

    private Frame Frame() => new(this, _x, _y, HasLegend
        ? [.. _series.Select((s, i) => new LegendEntry(s.Name, Theme.Colour(i), s.Dashed ? Swatch.DashedLine : Swatch.Line))]
        : []);

    // The edges of the band from left to right and back; a gap in the values ends one patch and begins the next.
    private void DrawBand(SvgWriter svg, Frame frame, Series series, string colour)
    {
        double[] upper = [.. Edge(series, +1)], lower = [.. Edge(series, -1).Select(AboveFloor)];
        var path = new SvgPath();
        for (int start = 0; start < upper.Length; start++)
        {
            int end = start;
            while (end < upper.Length && double.IsFinite(upper[end]) && double.IsFinite(lower[end]))
                end++;
            if (end - start > 1)
            {
                path.Move(frame.X(series.X[start]), frame.Y(upper[start]));
                for (int i = start + 1; i < end; i++)
                    path.Line(frame.X(series.X[i]), frame.Y(upper[i]));
                for (int i = end - 1; i >= start; i--)
                    path.Line(frame.X(series.X[i]), frame.Y(lower[i]));
                path.Close();
            }
            start = end;
        }
        svg.Path(path, $"fill=\"{colour}\" fill-opacity=\"0.18\"");
    }

    private IEnumerable<JsonObject> BandTraces(Series series, string colour, string group)
    {
        foreach (var (edge, filled) in new[] { (Edge(series, -1).Select(AboveFloor), false), (Edge(series, +1), true) })
        {
            var trace = new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = "lines",
                ["legendgroup"] = group,
                ["x"] = PlotlyJson.Numbers(series.X),
                ["y"] = PlotlyJson.Numbers(edge),
                ["line"] = new JsonObject { ["width"] = 0, ["color"] = colour },
                ["hoverinfo"] = "skip",
                ["showlegend"] = false,
            };
            if (filled)
            {
                trace["fill"] = "tonexty";
                trace["fillcolor"] = colour + "2e";
            }
            yield return trace;
        }
    }

    private double AboveFloor(double value) => _y is LogAxis log ? Math.Max(value, log.Min) : value;

    private static IEnumerable<double> Edge(Series series, int sign) =>
        series.Spread is null ? [] : series.Y.Zip(series.Spread, (y, spread) => y + (sign * spread));

    private static void RequirePositive(IEnumerable<Series> series, Func<Series, double[]> values, string axis)
    {
        foreach (Series s in series)
        {
            int bad = Array.FindIndex(values(s), value => value <= 0);
            if (bad >= 0)
            {
                throw new ArgumentException(
                    $"Series '{s.Name}': {axis}[{bad}] is {values(s)[bad]}, and a logarithmic axis shows only positive values. Leave the axis linear or shift the values.",
                    nameof(series));
            }
        }
    }
}
