using System.Numerics;

namespace AeKit.Plots;

/// <summary>
/// A named sequence of points: a curve of <see cref="Plot.Line(IEnumerable{Series}, string, string, string, bool, bool, bool, int, int)"/>,
/// or one colour of bars. A y that is NaN or infinite is a gap.
/// </summary>
public sealed record Series
{
    /// <summary>Points (<paramref name="x"/>ᵢ, <paramref name="y"/>ᵢ).</summary>
    /// <exception cref="ArgumentException">No points, or x and y differ in length, or an x is NaN or infinite.</exception>
    public Series(string name, IEnumerable<double> x, IEnumerable<double> y)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        X = [.. x];
        Y = [.. y];
        if (Y.Length == 0)
            throw new ArgumentException($"Series '{name}' has no points.", nameof(y));
        if (X.Length != Y.Length)
            throw new ArgumentException($"Series '{name}' has {X.Length} x but {Y.Length} y; give as many of each.", nameof(y));
        int bad = Array.FindIndex(X, value => !double.IsFinite(value));
        if (bad >= 0)
            throw new ArgumentException($"Series '{name}': x[{bad}] is {X[bad]}; an x must be a finite number.", nameof(x));
    }

    /// <inheritdoc cref="Series(string, IEnumerable{double}, IEnumerable{double})"/>
    public Series(string name, IEnumerable<float> x, IEnumerable<float> y)
        : this(name, x.Select(value => (double)value), y.Select(value => (double)value))
    {
    }

    /// <summary>The values <paramref name="y"/> at x = 1, 2, 3, …, as epochs are counted.</summary>
    /// <exception cref="ArgumentException">No values.</exception>
    public Series(string name, IEnumerable<double> y)
        : this(name, y.ToArray())
    {
    }

    /// <inheritdoc cref="Series(string, IEnumerable{double})"/>
    public Series(string name, IEnumerable<float> y)
        : this(name, y.Select(value => (double)value).ToArray())
    {
    }

    private Series(string name, double[] y)
        : this(name, Enumerable.Range(1, y.Length).Select(i => (double)i), y)
    {
    }

    /// <summary>What the legend says.</summary>
    public string Name { get; }

    /// <summary>Horizontal positions, (N).</summary>
    public double[] X { get; }

    /// <summary>Values, (N).</summary>
    public double[] Y { get; }

    /// <summary>
    /// Half the height of the band around each value, (N), for instance a standard deviation; null for none.
    /// Set by <see cref="WithSpread"/>.
    /// </summary>
    public double[]? Spread { get; private init; }

    /// <summary>Whether the line is dashed, as a reference level often is.</summary>
    public bool Dashed { get; init; }

    /// <summary>The series of any kind of numbers.</summary>
    /// <inheritdoc cref="Series(string, IEnumerable{double}, IEnumerable{double})"/>
    public static Series Of<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y)
        where TX : struct, INumber<TX>
        where TY : struct, INumber<TY> =>
        new(name, x.Select(double.CreateChecked), y.Select(double.CreateChecked));

    /// <summary>The same series with a band (line) or an error bar (bar) of y ± spread.</summary>
    /// <exception cref="ArgumentException">Not as many spreads as points, or one is negative.</exception>
    public Series WithSpread<T>(IEnumerable<T> spread)
        where T : struct, INumber<T>
    {
        double[] values = [.. spread.Select(double.CreateChecked)];
        if (values.Length != Y.Length)
            throw new ArgumentException($"Series '{Name}' has {Y.Length} points but {values.Length} spreads.", nameof(spread));
        int bad = Array.FindIndex(values, value => value < 0);
        if (bad >= 0)
            throw new ArgumentException($"Series '{Name}': spread[{bad}] is {values[bad]}; a spread is not negative.", nameof(spread));
        return this with { Spread = values };
    }
}
