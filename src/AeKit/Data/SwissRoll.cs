namespace AeKit.Data;

/// <summary>
/// A rectangle rolled up in space: two-dimensional data that no linear code can flatten (Tenenbaum, de Silva and
/// Langford, Science 290, 2000). The points of scikit-learn's <c>make_swiss_roll</c> with the same seed
/// (<c>random_state</c>), drawn by <see cref="NumpyRandom"/>.
/// </summary>
public static class SwissRoll
{
    private const int Parts = 10;

    /// <summary>(t cos t, y, t sin t) with t uniform in [3π/2, 9π/2) and y uniform in [0, 21), plus normal noise.</summary>
    /// <param name="count">Points, N.</param>
    /// <param name="noise">Standard deviation of the noise in each direction.</param>
    /// <param name="seed">The same seed always gives the same points.</param>
    /// <returns>Features (N, 3); labels 0 … 9, the tenth of t's range a point comes from, to colour it along the roll.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1, or a negative standard deviation.</exception>
    public static Dataset Make(int count = 100, double noise = 0, uint seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var random = new NumpyRandom(seed);
        double[] along = random.Uniform(0, 1, count), across = random.Uniform(0, 1, count), shifts = random.Normal(0, noise, 3 * count);
        var points = new double[3 * count];
        for (int i = 0; i < count; i++)
        {
            double t = 1.5 * Math.PI * (1 + (2 * along[i]));
            points[3 * i] = (t * Math.Cos(t)) + shifts[i];
            points[(3 * i) + 1] = (21 * across[i]) + shifts[count + i];
            points[(3 * i) + 2] = (t * Math.Sin(t)) + shifts[(2 * count) + i];
        }
        long[] labels = [.. along.Select(share => (long)(share * Parts))];
        return GeneratedPoints.ToDataset("swiss roll", points, 3, labels, source: $"generated: scikit-learn's make_swiss_roll, seed {seed}");
    }
}
