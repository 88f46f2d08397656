using System.Text.Json.Nodes;
using AeKit.Plots.Svg;

namespace AeKit.Plots;

/// <summary>A matrix as colours, first row on top, with a colour bar.</summary>
internal sealed class HeatmapChart : Chart
{
    private const double BarWidth = 14;

    private readonly double[,] _values;
    private readonly IReadOnlyList<string>? _rows;
    private readonly IReadOnlyList<string>? _columns;
    private readonly ColourScale _scale;
    private readonly double _min;
    private readonly double _max;
    private readonly bool _showValues;

    public HeatmapChart(
        double[,] values, IReadOnlyList<string>? rows, IReadOnlyList<string>? columns, bool diverging, bool showValues, double? min, double? max)
    {
        if (values.Length == 0)
            throw new ArgumentException("A heat map needs at least one value.", nameof(values));
        Require(rows, values.GetLength(0), "rows", nameof(rows));
        Require(columns, values.GetLength(1), "columns", nameof(columns));
        (_values, _rows, _columns, _showValues) = (values, rows, columns, showValues);
        _scale = diverging ? ColourScale.Diverging : ColourScale.Sequential;
        (_min, _max) = ValueRange.Of(values.Cast<double>(), diverging, min, max);
    }

    private int Rows => _values.GetLength(0);

    private int Columns => _values.GetLength(1);

    public override string Describe() =>
        $"{Head("Heat map")}: {Rows} rows × {Columns} columns; values {Range(_values.Cast<double>())}";

    public override string ToSvg()
    {
        Frame frame = Frame();
        var svg = new SvgWriter();
        frame.Draw(svg);
        svg.Picture(frame.Left, frame.Top, frame.PlotWidth, frame.PlotHeight, Cells());
        if (_showValues)
            DrawValues(svg, frame);
        DrawColourBar(svg, frame);
        return svg.ToDocument(frame.Width, frame.Height, Describe());
    }

    public override JsonObject ToPlotly()
    {
        var trace = new JsonObject
        {
            ["type"] = "heatmap",
            ["z"] = new JsonArray([.. Enumerable.Range(0, Rows)
                .Select(r => (JsonNode)PlotlyJson.Numbers(Enumerable.Range(0, Columns).Select(c => _values[r, c])))]),
            ["colorscale"] = _scale.ToPlotly(),
            ["zmin"] = PlotlyJson.Number(_min),
            ["zmax"] = PlotlyJson.Number(_max),
            ["colorbar"] = new JsonObject { ["thickness"] = BarWidth, ["outlinewidth"] = 0 },
        };
        if (_showValues)
        {
            trace["text"] = new JsonArray([.. Enumerable.Range(0, Rows)
                .Select(r => (JsonNode)PlotlyJson.Texts(Enumerable.Range(0, Columns).Select(c => NiceNumbers.Short(_values[r, c]))))]);
            trace["texttemplate"] = "%{text}";
        }
        JsonObject layout = Frame().ToPlotly();
        layout["plot_bgcolor"] = Theme.Missing; // shows through where a value is null
        return PlotlyFigure([trace], layout);
    }

    private Frame Frame()
    {
        double width = Math.Clamp(480.0 / Columns, 1, 48), height = Math.Clamp(360.0 / Rows, 1, 48);
        if (width / height is > 0.4 and < 2.5)
            width = height = Math.Min(width, height);
        if (_showValues)
            (width, height) = (Math.Max(width, WidestValue(11) + 8), Math.Max(height, 22));
        double labels = BarTicks(height * Rows).Max(tick => TextMetrics.Width(tick.Label, Theme.TickSize));
        return new Frame(
            this,
            new SlotAxis(Columns, _columns),
            new SlotAxis(Rows, _rows, reversed: true),
            [],
            (Math.Max(24, width * Columns), Math.Max(24, height * Rows)),
            right: BarWidth + 14 + 8 + labels);
    }

    private byte[] Cells()
    {
        var pixels = new byte[Rows * Columns * 3];
        int at = 0;
        foreach (double value in _values)
        {
            var (r, g, b) = double.IsNaN(value) ? ((byte)0xdd, (byte)0xdd, (byte)0xdd) : _scale.At(ValueRange.Share(value, _min, _max));
            (pixels[at++], pixels[at++], pixels[at++]) = (r, g, b);
        }
        return PngEncoder.Encode(pixels, Columns, Rows, 3);
    }

    private void DrawValues(SvgWriter svg, Frame frame)
    {
        for (int r = 0; r < Rows; r++)
        {
            for (int c = 0; c < Columns; c++)
            {
                double value = _values[r, c];
                bool light = double.IsNaN(value) || _scale.IsLight(ValueRange.Share(value, _min, _max));
                svg.Text(frame.X(c), frame.Y(r) + 4, NiceNumbers.Short(value), 11, Anchor.Middle, light ? Theme.Ink : Theme.Paper);
            }
        }
    }

    private void DrawColourBar(SvgWriter svg, Frame frame)
    {
        const int Steps = 128;
        var pixels = new byte[Steps * 3];
        for (int i = 0; i < Steps; i++)
            (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) = _scale.At(1 - ((double)i / (Steps - 1)));
        double x = frame.Right + 14;
        svg.Picture(x, frame.Top, BarWidth, frame.PlotHeight, PngEncoder.Encode(pixels, 1, Steps, 3));
        foreach (Tick tick in BarTicks(frame.PlotHeight))
            svg.Text(x + BarWidth + 6, frame.Bottom - (ValueRange.Share(tick.Value, _min, _max) * frame.PlotHeight) + 4, tick.Label, Theme.TickSize, fill: Theme.Muted);
    }

    private IReadOnlyList<Tick> BarTicks(double height) => new LinearAxis(_min, _max).Ticks((int)Math.Clamp(height / 40, 2, 8));

    private double WidestValue(double size) => _values.Cast<double>().Max(value => TextMetrics.Width(NiceNumbers.Short(value), size));

    private static void Require(IReadOnlyList<string>? names, int count, string what, string parameter)
    {
        if (names is not null && names.Count != count)
            throw new ArgumentException($"There are {count} {what} but {names.Count} names for them.", parameter);
    }
}
