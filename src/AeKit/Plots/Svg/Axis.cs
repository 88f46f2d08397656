using System.Text.Json.Nodes;

namespace AeKit.Plots.Svg;

/// <summary>A mark on an axis.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>Maps the values of one direction to [0, 1] along the plot, and knows where to put ticks.</summary>
internal abstract class Axis
{
    /// <summary>Whether the ticks carry grid lines.</summary>
    public virtual bool HasGrid => true;

    /// <summary>0 at the beginning of the axis, 1 at its end.</summary>
    public abstract double Position(double value);

    /// <summary>Ticks with labels, about <paramref name="wanted"/> of them, in order.</summary>
    public abstract IReadOnlyList<Tick> Ticks(int wanted);

    /// <summary>The axis in Plotly's layout.</summary>
    public abstract JsonObject ToPlotly();

    /// <summary>A linear or logarithmic axis that shows all finite values.</summary>
    /// <param name="values">What must be visible.</param>
    /// <param name="log">Logarithmic: all finite values must be positive.</param>
    /// <param name="margin">Share of the range left free at each end.</param>
    /// <param name="counts">Whether whole values are counts, as of epochs, with no ticks between them.</param>
    public static Axis For(IEnumerable<double> values, bool log, double margin, bool counts = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return log ? LogAxis.For(finite, margin) : LinearAxis.For(finite, margin, counts);
    }
}
