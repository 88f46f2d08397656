using System.Text.Json.Nodes;
using AeKit.Plots.Svg;

namespace AeKit.Plots;

/// <summary>Points in the plane, one colour per label.</summary>
internal sealed class ScatterChart : Chart
{
    private readonly IReadOnlyList<Group> _groups;
    private readonly double _size;
    private readonly double _opacity;
    private readonly Axis _xAxis;
    private readonly Axis _yAxis;

    /// <param name="x">(N)</param>
    /// <param name="y">(N)</param>
    /// <param name="labels">(N), or null for one nameless group.</param>
    /// <param name="size">Diameter of a point in px.</param>
    /// <param name="opacity">0 … 1</param>
    public ScatterChart(double[] x, double[] y, LabelList? labels, double size, double opacity)
    {
        if (x.Length == 0)
            throw new ArgumentException("A scatter chart needs at least one point.", nameof(x));
        if (x.Length != y.Length)
            throw new ArgumentException($"There are {x.Length} x but {y.Length} y; give as many of each.", nameof(y));
        if (labels is not null && labels.Count != x.Length)
            throw new ArgumentException($"There are {x.Length} points but {labels.Count} labels.", nameof(labels));
        if (size is not (> 0 and < 100))
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size of a point is its diameter in pixels, between 0 and 100.");
        if (opacity is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(opacity), opacity, "Opacity lies above 0 and is at most 1.");

        (_size, _opacity) = (size, opacity);
        int[] shown = [.. Enumerable.Range(0, x.Length).Where(i => double.IsFinite(x[i]) && double.IsFinite(y[i]))];
        Omitted = x.Length - shown.Length;
        _groups = labels is null
            ? [new Group("", [.. shown.Select(i => x[i])], [.. shown.Select(i => y[i])])]
            : [.. labels.Distinct().Select(label =>
                {
                    int[] own = [.. shown.Where(i => labels[i] == label)];
                    return new Group(label, [.. own.Select(i => x[i])], [.. own.Select(i => y[i])]);
                })];
        HasLegend = labels is not null;
        _xAxis = Axis.For(shown.Select(i => x[i]), log: false, 0.04);
        _yAxis = Axis.For(shown.Select(i => y[i]), log: false, 0.04);
    }

    private bool HasLegend { get; }

    private int Omitted { get; }

    public override string Describe()
    {
        string groups = HasLegend ? $" in {_groups.Count} groups ({string.Join(", ", _groups.Select(g => g.Name))})" : "";
        string omitted = Omitted > 0 ? $"; {Omitted} points are not finite and not shown" : "";
        return $"{Head("Scatter chart")}: {_groups.Sum(g => g.X.Length)} points{groups}; x {Range(_groups.SelectMany(g => g.X))}; y {Range(_groups.SelectMany(g => g.Y))}{omitted}";
    }

    public override string ToSvg()
    {
        Frame frame = Frame();
        var svg = new SvgWriter();
        frame.Draw(svg);
        for (int i = 0; i < _groups.Count; i++)
        {
            var dots = new SvgPath();
            foreach (var (x, y) in _groups[i].X.Zip(_groups[i].Y))
                dots.Dot(frame.X(x), frame.Y(y));
            string cap = IsSquare(i) ? "square" : "round";
            // A square cap reaches half the width beyond the point on every side, as a round one does.
            svg.Path(dots, $"stroke=\"{Theme.Colour(i)}\" stroke-width=\"{SvgWriter.Number(_size)}\" stroke-linecap=\"{cap}\" stroke-opacity=\"{Opacity}\"");
        }
        return svg.ToDocument(frame.Width, frame.Height, Describe());
    }

    public override JsonObject ToPlotly()
    {
        JsonObject layout = Frame().ToPlotly();
        layout["showlegend"] = HasLegend;
        if (HasLegend)
        {
            layout["legend"] = PlotlyLayout.Legend();
            layout["legend"]!["itemsizing"] = "constant";
        }
        layout["hovermode"] = "closest";
        return PlotlyFigure(
            _groups.Select((group, i) => new JsonObject
            {
                ["type"] = "scatter",
                ["mode"] = "markers",
                ["name"] = PlotlyJson.Text(group.Name),
                ["x"] = PlotlyJson.Numbers(group.X),
                ["y"] = PlotlyJson.Numbers(group.Y),
                ["marker"] = new JsonObject
                {
                    ["color"] = Theme.Colour(i),
                    ["size"] = PlotlyJson.Number(_size),
                    ["opacity"] = PlotlyJson.Number(_opacity),
                    ["symbol"] = IsSquare(i) ? "square" : "circle",
                },
            }),
            layout);
    }

    private string Opacity => PlotlyJson.Number(Math.Round(_opacity, 3))!.ToJsonString();

    // When the colours begin again, the shape changes.
    private static bool IsSquare(int group) => group / Theme.Colours % 2 == 1;

    private Frame Frame() => new(this, _xAxis, _yAxis, HasLegend
        ? [.. _groups.Select((group, i) => new LegendEntry(group.Name, Theme.Colour(i), IsSquare(i) ? Swatch.SquareDot : Swatch.Dot))]
        : []);

    private sealed record Group(string Name, double[] X, double[] Y);
}
