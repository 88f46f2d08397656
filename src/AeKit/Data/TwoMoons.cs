namespace AeKit.Data;

/// <summary>
/// Two interleaved half circles in the plane, which no straight line separates: the points of scikit-learn's
/// <c>make_moons</c> with the same seed (<c>random_state</c>), drawn by <see cref="NumpyRandom"/>.
/// </summary>
public static class TwoMoons
{
    /// <summary>The upper half circle around (0, 0) and the lower one around (1, ½), both of radius 1, with normal noise.</summary>
    /// <param name="count">Points in all, N; the lower moon has one more where N is odd.</param>
    /// <param name="noise">Standard deviation of the noise in each direction.</param>
    /// <param name="seed">The same seed always gives the same points.</param>
    /// <returns>Features (N, 2), label 0 the upper and 1 the lower moon.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two points, or a negative standard deviation.</exception>
    public static Dataset Make(int count = 100, double noise = 0.1, uint seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var random = new NumpyRandom(seed);
        int upper = count / 2, lower = count - upper;
        var points = new double[2 * count];
        var labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            bool isUpper = i < upper;
            double angle = isUpper ? Angle(i, upper) : Angle(i - upper, lower);
            points[2 * i] = isUpper ? Math.Cos(angle) : 1 - Math.Cos(angle);
            points[(2 * i) + 1] = isUpper ? Math.Sin(angle) : 0.5 - Math.Sin(angle);
            labels[i] = isUpper ? 0 : 1;
        }
        int[] order = random.Permutation(count);
        // scikit-learn adds the noise to the shuffled points.
        double[] shifts = random.Normal(0, noise, points.Length);
        for (int i = 0; i < points.Length; i++)
            points[(2 * order[i / 2]) + (i % 2)] += shifts[i];
        return GeneratedPoints.ToDataset("two moons", points, 2, labels, order, source: $"generated: scikit-learn's make_moons, seed {seed}");
    }

    private static double Angle(int i, int count) => count == 1 ? 0 : Math.PI * i / (count - 1);
}
