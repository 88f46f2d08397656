namespace AeKit.Data;

/// <summary>Windows of sine waves with random phase and amplitude: the simplest time series with a small true dimension.</summary>
public static class SineWaves
{
    private const int Frequencies = 4;

    /// <summary>x(t) = a sin(2π f t / T + φ) + noise, with f drawn from 1 … 4, φ uniform, a uniform in [½, 1).</summary>
    /// <param name="count">Windows, N.</param>
    /// <param name="length">Samples of a window, T.</param>
    /// <param name="noise">Standard deviation of the normal noise on each sample.</param>
    /// <param name="seed">The same seed always gives the same series.</param>
    /// <returns>Features (N, T); labels f − 1, from 0 to 3.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No window, fewer than 16 samples (two per period are the limit, of the fastest wave), or a negative standard deviation.</exception>
    public static Dataset Make(int count = 1000, int length = 64, double noise = 0.05, uint seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 4 * Frequencies);
        var random = new NumpyRandom(seed);
        var series = new double[count * length];
        var labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (long)(Frequencies * random.NextDouble());
            double phase = 2 * Math.PI * random.NextDouble(), amplitude = 0.5 + (0.5 * random.NextDouble());
            double[] shifts = random.Normal(0, noise, length);
            for (int t = 0; t < length; t++)
                series[(i * length) + t] = (amplitude * Math.Sin((2 * Math.PI * (labels[i] + 1) * t / length) + phase)) + shifts[t];
        }
        return GeneratedPoints.ToDataset("sine waves", series, length, labels, source: $"generated: sine waves, seed {seed}");
    }
}
