namespace AeKit.Kernel.Display;

/// <summary>What is shown of a tensor.</summary>
/// <param name="TypeName">The name of its type.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Dtype">The type of its values.</param>
/// <param name="Device">Where it is, if that is not the processor's memory.</param>
/// <param name="RequiresGrad">Whether it takes part in differentiation.</param>
/// <param name="Statistics">Those of all its values; null if they are no real numbers.</param>
/// <param name="Shown">The values at <see cref="TensorWindow"/>'s positions, in row-major order.</param>
internal sealed record TensorSummary(
    string TypeName,
    IReadOnlyList<long> Shape,
    string Dtype,
    string? Device,
    bool RequiresGrad,
    TensorStatistics? Statistics,
    IReadOnlyList<double> Shown);

/// <summary>The statistics of the finite values of a tensor, one pass over them.</summary>
internal sealed class TensorStatistics
{
    private double _sumOfSquares;

    /// <summary>How many finite values there are.</summary>
    public long Count { get; private set; }

    /// <summary>How many values are NaN or infinite.</summary>
    public long NotFinite { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    public double Mean { get; private set; }

    /// <summary>With n − 1 in the denominator, as <c>torch.std</c> has it.</summary>
    public double StandardDeviation => Math.Sqrt(_sumOfSquares / (Count - 1));

    // Welford's recurrence: no cancellation, however far the mean is from zero.
    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            NotFinite++;
            return;
        }
        Count++;
        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        var deviation = value - Mean;
        Mean += deviation / Count;
        _sumOfSquares += deviation * (value - Mean);
    }
}
