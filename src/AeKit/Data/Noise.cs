namespace AeKit.Data;

/// <summary>Independent random numbers, in which there is nothing to learn: the test of what a model only memorises.</summary>
public static class Noise
{
    /// <summary>Uniform in [0, 1): <c>numpy.random.RandomState(seed).rand(count, features)</c>.</summary>
    /// <param name="count">Examples, N.</param>
    /// <param name="features">Values of an example, D.</param>
    /// <param name="seed">The same seed always gives the same points.</param>
    /// <returns>Features (N, D), no labels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1.</exception>
    public static Dataset Uniform(int count, int features, uint seed = 0) => Make(
        "uniform noise", count, features, n => new NumpyRandom(seed).Uniform(0, 1, n), (0, 1), $"generated: uniform in [0, 1), seed {seed}");

    /// <summary>Standard normal: <c>numpy.random.RandomState(seed).randn(count, features)</c>.</summary>
    /// <inheritdoc cref="Uniform"/>
    public static Dataset Normal(int count, int features, uint seed = 0) => Make(
        "normal noise", count, features, n => new NumpyRandom(seed).Normal(0, 1, n), null, $"generated: N(0, 1), seed {seed}");

    private static Dataset Make(string name, int count, int features, Func<int, double[]> draw, (double, double)? range, string source)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        return GeneratedPoints.ToDataset(name, draw(checked(count * features)), features, valueRange: range, source: source);
    }
}
