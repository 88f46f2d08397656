using System.Text.Json.Nodes;
using AeKit.Plots;
using AeKit.Plots.Svg;

namespace AeKit.Interop;

/// <summary>Draws lines, points and bars on one pair of axes.</summary>
internal sealed class CartesianPicture
{
    // plotly.js's own colours, for a chart that names none.
    private static readonly string[] DefaultColours =
        ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"];

    private readonly Chart _chart;
    private readonly CartesianTrace[] _traces;
    private readonly IReadOnlyList<PlotlyText> _texts;
    private readonly Frame _frame;
    private readonly double _barShare;
    private readonly double _slot;

    private CartesianPicture(Chart chart, CartesianTrace[] traces, IReadOnlyList<PlotlyText> texts, Axis x, Axis y, JsonObject layout)
    {
        (_chart, _traces, _texts) = (chart, traces, texts);
        bool legend = PlotlyValues.Flag(layout["showlegend"]) ?? traces.Length > 1;
        _frame = new Frame(chart, x, y, legend ? [.. traces.Where(trace => trace.InLegend).Select(Entry)] : []);
        _barShare = 1 - (PlotlyValues.Number(layout["bargap"]) ?? 0.2);
        double[] positions = [.. traces.Where(trace => trace.IsBar).SelectMany(trace => trace.X).Distinct().Order()];
        _slot = positions.Zip(positions.Skip(1), (a, b) => b - a).DefaultIfEmpty(1).Min();
    }

    /// <returns>Null if the chart has anything that the picture would miss.</returns>
    public static CartesianPicture? TryRead(Chart chart, IEnumerable<JsonObject> traces, JsonObject layout)
    {
        string[] colours = PlotlyValues.Colours(layout["colorway"]) ?? PlotlyValues.Colours(layout["template"]?["layout"]?["colorway"]) ?? DefaultColours;
        CartesianTrace?[] read = [.. traces.Select((trace, i) => CartesianTrace.TryRead(trace, i, colours[i % colours.Length]))];
        if (read.Length == 0 || read.Contains(null) || PlotlyText.TryRead(layout["annotations"]) is not { } texts
            || layout.Any(member => member.Key is "shapes" or "images" or "xaxis2" or "yaxis2")
            || (read.Count(trace => trace!.IsBar) > 1 && (PlotlyValues.Text(layout["barmode"]) ?? "group") != "group"))
        {
            return null;
        }
        CartesianTrace[] all = [.. read.Select(trace => trace!)];
        string[]? categories = all[0].Categories;
        if (all.Any(trace => categories is null ? trace.Categories is not null : trace.Categories?.SequenceEqual(categories) != true))
            return null;
        bool bars = all.Any(trace => trace.IsBar);
        double[] xs = [.. all.SelectMany(trace => trace.X)];
        double[] ys = [.. all.SelectMany(trace => trace.Y.Concat(Edge(trace, +1)).Concat(Edge(trace, -1)).Concat(trace.IsBar || trace.FillsToZero ? [0] : []))];
        Axis? x = categories is not null ? new SlotAxis(categories.Length, categories) : AxisOf(layout["xaxis"], xs, bars ? 0.1 : 0.03, counts: all.Any(trace => trace.HasLine));
        Axis? y = AxisOf(layout["yaxis"], ys, 0.06, counts: false);
        // Bars stand on the axis.
        if (bars && y is LinearAxis free && layout["yaxis"]?["range"] is null && free.Min < 0 && ys.Where(double.IsFinite).Min() >= 0)
            y = new LinearAxis(0, free.Max);
        return x is null || y is null || (bars && (x is LogAxis || y is LogAxis)) ? null : new CartesianPicture(chart, all, texts, x, y, layout);
    }

    public string ToSvg()
    {
        var svg = new SvgWriter();
        _frame.Draw(svg);
        DrawBars(svg);
        for (int i = 0; i < _traces.Length; i++)
            DrawFill(svg, i);
        foreach (CartesianTrace trace in _traces)
            DrawLine(svg, trace);
        foreach (PlotlyText text in _texts)
            text.Draw(svg, _frame.X(text.X), _frame.Y(text.Y));
        return svg.ToDocument(_frame.Width, _frame.Height, _chart.Describe());
    }

    private static Axis? AxisOf(JsonNode? node, double[] values, double margin, bool counts)
    {
        JsonObject axis = PlotlyValues.Object(node) ?? [];
        string type = PlotlyValues.Text(axis["type"]) ?? "linear";
        double[]? range = PlotlyValues.Numbers(axis["range"]);
        if (type is not ("linear" or "log" or "-") || range is not (null or [_, _]) || axis["autorange"] is JsonValue order && PlotlyValues.Flag(order) is null)
            return null;
        if (PlotlyValues.Texts(axis["ticktext"]) is { } names)
        {
            return PlotlyValues.Numbers(axis["tickvals"]) is { } places && places.SequenceEqual(Enumerable.Range(0, names.Length).Select(i => (double)i))
                && range is null or [-0.5, _] && (range is null || range[1] == names.Length - 0.5)
                ? new SlotAxis(names.Length, names)
                : null;
        }
        if (type == "log")
        {
            return range is not null ? range[0] < range[1] ? new LogAxis(Math.Pow(10, range[0]), Math.Pow(10, range[1])) : null
                : values.Any(value => value <= 0) ? null : Axis.For(values, log: true, margin);
        }
        bool whole = counts && values.Where(double.IsFinite).All(value => value == Math.Round(value));
        return range is null ? Axis.For(values, log: false, margin, counts)
            : range[0] < range[1] ? new LinearAxis(range[0], range[1], whole) : null;
    }

    private void DrawBars(SvgWriter svg)
    {
        CartesianTrace[] bars = [.. _traces.Where(trace => trace.IsBar)];
        double step = _slot * _barShare / Math.Max(1, bars.Length);
        for (int s = 0; s < bars.Length; s++)
        {
            CartesianTrace trace = bars[s];
            var path = new SvgPath();
            double width = Math.Abs(_frame.X(step) - _frame.X(0)) * (bars.Length > 1 ? 0.94 : 1);
            for (int i = 0; i < trace.Y.Length; i++)
            {
                if (!double.IsFinite(trace.Y[i]) || !double.IsFinite(trace.X[i]))
                    continue;
                double centre = _frame.X(trace.X[i] + ((s - ((bars.Length - 1) / 2.0)) * step)), y = _frame.Y(trace.Y[i]), zero = _frame.Y(0);
                path.Move(centre - (width / 2), zero).Line(centre - (width / 2), y).Line(centre + (width / 2), y).Line(centre + (width / 2), zero).Close();
                DrawError(svg, trace, i, centre);
                if (trace.Texts is { } texts)
                    svg.Text(centre, trace.Y[i] < 0 ? y + 13 : y - 5, TextMetrics.Fit(texts[i], 11, Math.Max(12, width + 8)), 11, Anchor.Middle);
            }
            svg.Path(path, $"fill=\"{trace.MarkerColour}\" fill-opacity=\"{Share(trace.Opacity)}\"");
        }
    }

    // Between the line and zero or the line before; gaps in either end one patch and begin the next.
    private void DrawFill(SvgWriter svg, int index)
    {
        CartesianTrace trace = _traces[index];
        double[]? floor = trace.FillsToZero ? new double[trace.Y.Length] : index > 0 && _traces[index - 1].X.SequenceEqual(trace.X) ? _traces[index - 1].Y : null;
        if (trace.FillColour is null || floor is null)
            return;
        var path = new SvgPath();
        for (int start = 0; start < trace.Y.Length; start++)
        {
            int end = start;
            while (end < trace.Y.Length && double.IsFinite(trace.Y[end]) && double.IsFinite(floor[end]) && double.IsFinite(trace.X[end]))
                end++;
            if (end - start > 1)
            {
                path.Move(_frame.X(trace.X[start]), _frame.Y(trace.Y[start]));
                for (int i = start + 1; i < end; i++)
                    path.Line(_frame.X(trace.X[i]), _frame.Y(trace.Y[i]));
                for (int i = end - 1; i >= start; i--)
                    path.Line(_frame.X(trace.X[i]), _frame.Y(floor[i]));
                path.Close();
            }
            start = end;
        }
        svg.Path(path, $"fill=\"{trace.FillColour}\"{(trace.FillColour == trace.LineColour ? " fill-opacity=\"0.5\"" : "")}");
    }

    private void DrawLine(SvgWriter svg, CartesianTrace trace)
    {
        if (trace.IsBar)
            return;
        (double X, double Y)[] points = [.. trace.X.Zip(trace.Y, (x, y) => (_frame.X(x), _frame.Y(y)))];
        if (trace.HasLine && trace.LineWidth > 0)
        {
            string dash = trace.Dashed ? " stroke-dasharray=\"6 4\"" : "";
            svg.Path(
                new SvgPath().Polyline(points),
                $"fill=\"none\" stroke=\"{trace.LineColour}\" stroke-width=\"{SvgWriter.Number(trace.LineWidth)}\" stroke-opacity=\"{Share(trace.Opacity)}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"{dash}");
        }
        var dots = new SvgPath();
        for (int i = 0; i < points.Length; i++)
        {
            if (!double.IsFinite(points[i].X) || !double.IsFinite(points[i].Y))
                continue;
            if (trace.HasMarkers)
                dots.Dot(points[i].X, points[i].Y);
            DrawError(svg, trace, i, points[i].X);
        }
        svg.Path(dots, $"stroke=\"{trace.MarkerColour}\" stroke-width=\"{SvgWriter.Number(trace.MarkerSize)}\" stroke-linecap=\"{(trace.Square ? "square" : "round")}\" stroke-opacity=\"{Share(trace.Opacity)}\"");
    }

    private void DrawError(SvgWriter svg, CartesianTrace trace, int i, double x)
    {
        if (trace.Error?[i] is not { } error || !(error > 0 && double.IsFinite(error)))
            return;
        double top = _frame.Y(trace.Y[i] + error), low = _frame.Y(trace.Y[i] - error);
        svg.Path(
            new SvgPath().Move(x, top).Line(x, low).Move(x - 4, top).Line(x + 4, top).Move(x - 4, low).Line(x + 4, low),
            $"stroke=\"{Theme.Ink}\" stroke-width=\"1.3\" fill=\"none\"");
    }

    private static LegendEntry Entry(CartesianTrace trace) => new(
        trace.Name,
        trace.IsBar || !trace.HasLine ? trace.MarkerColour : trace.LineColour,
        trace.IsBar ? Swatch.Box : trace.HasLine ? trace.Dashed ? Swatch.DashedLine : Swatch.Line : trace.Square ? Swatch.SquareDot : Swatch.Dot);

    private static IEnumerable<double> Edge(CartesianTrace trace, int sign) =>
        trace.Error is null ? [] : trace.Y.Zip(trace.Error, (y, error) => y + (sign * error));

    private static string Share(double opacity) => Math.Round(Math.Clamp(opacity, 0, 1), 3).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
