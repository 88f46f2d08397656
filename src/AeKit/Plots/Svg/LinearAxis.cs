using System.Text.Json.Nodes;

namespace AeKit.Plots.Svg;

/// <summary>Equal steps for equal differences.</summary>
internal sealed class LinearAxis(double min, double max, bool whole = false) : Axis
{
    public double Min => min;

    public double Max => max;

    public static LinearAxis For(double[] finite, double margin, bool counts = false)
    {
        if (finite.Length == 0)
            return new LinearAxis(0, 1);
        double min = finite.Min(), max = finite.Max();
        bool whole = counts && finite.All(value => value == Math.Round(value));
        if (min == max)
        {
            double half = whole || min == 0 ? 1 : Math.Abs(min) * 0.1;
            return new LinearAxis(min - half, max + half, whole);
        }
        double free = (max - min) * margin;
        return new LinearAxis(min - free, max + free, whole);
    }

    public override double Position(double value) => (value - min) / (max - min);

    public override IReadOnlyList<Tick> Ticks(int wanted)
    {
        double step = NiceNumbers.Step(max - min, wanted);
        if (whole)
            step = Math.Max(1, step);
        return NiceNumbers.Label(NiceNumbers.Multiples(min, max, step), step);
    }

    public override JsonObject ToPlotly() => new() { ["range"] = new JsonArray(PlotlyJson.Number(min), PlotlyJson.Number(max)) };
}
