namespace AeKit.Plots.Svg;

/// <summary>How a legend shows a series.</summary>
internal enum Swatch
{
    Line,
    DashedLine,
    Dot,
    SquareDot,
    Box,
}

internal sealed record LegendEntry(string Name, string Colour, Swatch Swatch);

/// <summary>A legend above the plot, in as many rows as it needs, so that it never covers data.</summary>
internal sealed class Legend
{
    private const double RowHeight = 19;
    private const double Gap = 16;
    private const double SwatchWidth = 22;
    private const double DotWidth = 14;
    private const double PlotlySwatchWidth = 46;

    private readonly List<(LegendEntry Entry, string Text, double X, int Row)> _placed = [];

    public Legend(IEnumerable<LegendEntry> entries, double width)
    {
        double x = 0;
        int row = 0;
        foreach (LegendEntry entry in entries)
        {
            string text = TextMetrics.Fit(entry.Name, Theme.TickSize, width - SwatchOf(entry) - 6);
            double needed = SwatchOf(entry) + 6 + TextMetrics.Width(text, Theme.TickSize);
            if (x > 0 && x + needed > width)
            {
                x = 0;
                row++;
            }
            _placed.Add((entry, text, x, row));
            x += needed + Gap;
        }
        Height = _placed.Count == 0 ? 0 : ((row + 1) * RowHeight) + 5;

        // Plotly spends more on a swatch, and sets several rows in columns of equal width.
        double[] widths = [.. _placed.Select(placed => PlotlySwatchWidth + TextMetrics.Width(placed.Entry.Name, Theme.TickSize))];
        int columns = widths.Sum() <= width ? int.Max(1, widths.Length) : int.Max(1, (int)(width / widths.Max()));
        PlotlyHeight = widths.Length == 0 ? 0 : (((widths.Length + columns - 1) / columns) * RowHeight) + 5;
    }

    public double Height { get; }

    /// <summary>The height Plotly's own legend needs for the same entries.</summary>
    public double PlotlyHeight { get; }

    public void Draw(SvgWriter svg, double left, double top)
    {
        foreach (var (entry, text, x, row) in _placed)
        {
            double start = left + x, middle = top + ((row + 0.5) * RowHeight), width = SwatchOf(entry);
            switch (entry.Swatch)
            {
                case Swatch.Line or Swatch.DashedLine:
                    string dash = entry.Swatch == Swatch.DashedLine ? " stroke-dasharray=\"6 4\"" : "";
                    svg.Path(
                        new SvgPath().Move(start, middle).Line(start + width, middle),
                        $"stroke=\"{entry.Colour}\" stroke-width=\"2\" fill=\"none\"{dash}");
                    break;
                case Swatch.Dot or Swatch.SquareDot:
                    string cap = entry.Swatch == Swatch.Dot ? "round" : "square";
                    svg.Path(new SvgPath().Dot(start + (width / 2), middle), $"stroke=\"{entry.Colour}\" stroke-width=\"8\" stroke-linecap=\"{cap}\"");
                    break;
                case Swatch.Box:
                    svg.Rectangle(start + 1, middle - 6, width - 2, 12, entry.Colour);
                    break;
            }
            svg.Text(start + width + 6, middle + 4, text, Theme.TickSize);
        }
    }

    private static double SwatchOf(LegendEntry entry) => entry.Swatch is Swatch.Line or Swatch.DashedLine ? SwatchWidth : DotWidth;
}
