namespace AeKit.Plots;

/// <summary>The values that get the first and the last colour of a scale.</summary>
internal static class ValueRange
{
    /// <summary>
    /// The given limits, where missing those of the finite values; of a diverging scale so that 0 is in the middle.
    /// </summary>
    public static (double Min, double Max) Of(IEnumerable<double> values, bool diverging, double? min, double? max)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        if (low > high)
            (low, high) = (0, 1);
        if (diverging)
        {
            double reach = Math.Max(Math.Abs(min ?? low), Math.Abs(max ?? high));
            (low, high) = (-reach, reach);
        }
        else
        {
            (low, high) = (min ?? low, max ?? high);
        }
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
            throw new ArgumentException($"The range of values {low} … {high} must be finite and ascending.", nameof(min));
        return low == high ? (low - 0.5, high + 0.5) : (low, high);
    }

    /// <summary>Where a value lies between the limits: 0 at the first, 1 at the last.</summary>
    public static double Share(double value, double min, double max) => (value - min) / (max - min);
}
