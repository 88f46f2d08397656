using System.Text.Json.Nodes;

namespace AeKit.Plots.Svg;

/// <summary>
/// Everything around the data of a chart with two axes: title, legend, axes, grid. It measures its texts first, so
/// that the plot gets the room they leave.
/// </summary>
internal sealed class Frame
{
    private const double Slant = 35; // degrees
    private const double LongestSlanted = 160;

    private readonly Chart _chart;
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly Legend _legend;
    private readonly IReadOnlyList<string> _title;
    private readonly IReadOnlyList<Tick> _xTicks;
    private readonly IReadOnlyList<Tick> _yTicks;
    private readonly bool _slanted;

    /// <param name="chart">Its title, axis titles and size.</param>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    /// <param name="legend">What the legend lists.</param>
    /// <param name="plot">Size of the plot itself; null makes it what the chart's size leaves.</param>
    /// <param name="right">Room to keep at the right, for a colour bar.</param>
    public Frame(
        Chart chart, Axis x, Axis y, IReadOnlyList<LegendEntry> legend, (double Width, double Height)? plot = null, double right = 0)
    {
        (_chart, _x, _y) = (chart, x, y);

        double guess = plot?.Height ?? Math.Max(60, chart.Height - 110);
        _yTicks = y.Ticks((int)Math.Max(2, guess / (y is SlotAxis ? 15 : 42)));
        double yLabels = Widest(_yTicks);
        Left = yLabels + 16 + (chart.YLabel.Length > 0 ? 24 : 0);
        PlotWidth = plot?.Width ?? Math.Max(60, chart.Width - Left - 16 - right);

        (_xTicks, _slanted) = FitTicks(x, PlotWidth);
        if (_slanted)
            Left += Math.Clamp(_xTicks.Max(Overhang), 0, 80);
        double last = _xTicks.Count == 0 || _slanted ? 0
            : (TextMetrics.Width(_xTicks[^1].Label, Theme.TickSize) / 2) - (PlotWidth * (1 - x.Position(_xTicks[^1].Value)));
        double edge = Math.Max(16, last + 6);
        if (_slanted)
            _xTicks = [.. _xTicks.Select(tick => tick with { Label = TextMetrics.Fit(tick.Label, Theme.TickSize, SlantRoom(tick)) })];
        if (plot is null)
            PlotWidth = Math.Max(60, chart.Width - Left - edge - right);
        Width = plot is null ? chart.Width : Math.Max(Left + PlotWidth + edge + right, 280);

        _title = TextMetrics.WrapTitle(chart.Title, Width);
        _legend = new Legend(legend, Width - Left - edge);
        Top = Theme.Side + (_title.Count * Theme.TitleLine) + (_title.Count > 0 ? 6 : 0) + _legend.Height;

        double xLabels = _slanted ? 14 + (Widest(_xTicks) * Math.Sin(Slant * Math.PI / 180)) : 18;
        double bottom = xLabels + 6 + (chart.XLabel.Length > 0 ? 22 : 4);
        PlotHeight = plot?.Height ?? Math.Max(60, chart.Height - Top - bottom);
        Height = Top + PlotHeight + bottom;
    }

    public double Left { get; }

    public double Top { get; }

    public double PlotWidth { get; }

    public double PlotHeight { get; }

    public double Right => Left + PlotWidth;

    public double Bottom => Top + PlotHeight;

    public double Width { get; }

    public double Height { get; }

    public double X(double value) => Left + (_x.Position(value) * PlotWidth);

    public double Y(double value) => Bottom - (_y.Position(value) * PlotHeight);

    /// <summary>Grid, axis lines, ticks and all texts: drawn first, under the data.</summary>
    public void Draw(SvgWriter svg)
    {
        for (int i = 0; i < _title.Count; i++)
            svg.Text(Theme.Side, Theme.Side + (Theme.TitleLine * i) + 14, _title[i], Theme.TitleSize, bold: true);
        _legend.Draw(svg, Left, Top - _legend.Height);

        var grid = new SvgPath();
        var marks = new SvgPath();
        foreach (Tick tick in _xTicks)
        {
            double x = X(tick.Value);
            if (_x.HasGrid)
                grid.Move(x, Top).Line(x, Bottom);
            marks.Move(x, Bottom).Line(x, Bottom + 4);
            if (_slanted)
                svg.Text(x + 4, Bottom + 14, tick.Label, Theme.TickSize, Anchor.End, Theme.Muted, turn: -Slant);
            else
                svg.Text(x, Bottom + 18, tick.Label, Theme.TickSize, Anchor.Middle, Theme.Muted);
        }
        foreach (Tick tick in _yTicks)
        {
            double y = Y(tick.Value);
            if (_y.HasGrid)
                grid.Move(Left, y).Line(Right, y);
            marks.Move(Left - 4, y).Line(Left, y);
            svg.Text(Left - 8, y + 4, tick.Label, Theme.TickSize, Anchor.End, Theme.Muted);
        }
        svg.Path(grid, $"stroke=\"{Theme.Grid}\" fill=\"none\"");
        svg.Path(marks.Move(Left, Top).Line(Left, Bottom).Line(Right, Bottom), $"stroke=\"{Theme.AxisLine}\" fill=\"none\"");

        double x0 = Left + (PlotWidth / 2), y0 = Top + (PlotHeight / 2);
        svg.Text(x0, Height - 10, FitAround(_chart.XLabel, x0, Width), Theme.LabelSize, Anchor.Middle);
        svg.Text(17, y0, FitAround(_chart.YLabel, y0, Height), Theme.LabelSize, Anchor.Middle, turn: -90);
    }

    /// <summary>The same frame as a Plotly layout.</summary>
    public JsonObject ToPlotly()
    {
        double legend = _legend.PlotlyHeight - _legend.Height;
        JsonObject layout = PlotlyLayout.Create(_chart.Title, Width, Height + legend);
        layout["margin"] = new JsonObject
        {
            ["l"] = Math.Round(Left + 6),
            ["r"] = Math.Round(Width - Right),
            ["t"] = Math.Round(Top + legend),
            ["b"] = Math.Round(Height - Bottom),
        };
        layout["xaxis"] = PlotlyLayout.Axis(_x.ToPlotly(), _chart.XLabel);
        if (_slanted)
            layout["xaxis"]!["tickangle"] = -Slant;
        layout["yaxis"] = PlotlyLayout.Axis(_y.ToPlotly(), _chart.YLabel);
        return layout;
    }

    // An axis title is centred on its axis and must not leave the figure on either side.
    private static string FitAround(string title, double centre, double size) =>
        TextMetrics.Fit(title, Theme.LabelSize, (2 * Math.Min(centre, size - centre)) - 8);

    // How far a slanted label, which goes down to the left, would leave the figure.
    private double Overhang(Tick tick) =>
        (Math.Min(LongestSlanted, TextMetrics.Width(tick.Label, Theme.TickSize)) - SlantRoom(tick)) * Math.Cos(Slant * Math.PI / 180);

    private double SlantRoom(Tick tick) =>
        Math.Min(LongestSlanted, (Left + (_x.Position(tick.Value) * PlotWidth) - 12) / Math.Cos(Slant * Math.PI / 180));

    private static double Widest(IEnumerable<Tick> ticks) =>
        ticks.Select(tick => TextMetrics.Width(tick.Label, Theme.TickSize)).DefaultIfEmpty(0).Max();

    // As many ticks as fit side by side; names that do not fit are slanted before any is left out.
    private static (IReadOnlyList<Tick> Ticks, bool Slanted) FitTicks(Axis axis, double width)
    {
        bool named = axis is SlotAxis { Names: not null };
        int most = axis is SlotAxis slots ? slots.Count : (int)Math.Max(2, width / 60);
        for (int wanted = most; wanted >= 1; wanted--)
        {
            IReadOnlyList<Tick> ticks = axis.Ticks(wanted);
            double slot = width / Math.Max(1, ticks.Count);
            if (Widest(ticks) + 8 <= slot || (ticks.Count <= 1 && !named))
                return (ticks, false);
            if (named)
                return (axis.Ticks(Math.Min(most, (int)(width / 16))), true);
        }
        return (axis.Ticks(1), named);
    }
}
