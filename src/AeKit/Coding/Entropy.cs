namespace AeKit.Coding;

/// <summary>The entropy of a sample: what an ideal code that knows its frequencies needs.</summary>
public static class Entropy
{
    /// <summary>−Σ pᵥ log₂ pᵥ over the values v of a sample, with pᵥ their frequency in it (Shannon, 1948).</summary>
    /// <param name="values">At least one.</param>
    /// <returns>Bits per value.</returns>
    /// <exception cref="ArgumentException">No values.</exception>
    public static double Bits(IReadOnlyCollection<int> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("An entropy needs at least one value.", nameof(values));
        }

        return values.GroupBy(v => v).Select(group => (double)group.Count() / values.Count).Sum(p => -p * Math.Log2(p));
    }
}
