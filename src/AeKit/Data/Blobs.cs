namespace AeKit.Data;

/// <summary>
/// Round clusters with normal noise: the points of scikit-learn's <c>make_blobs</c> with the same seed
/// (<c>random_state</c>), drawn by <see cref="NumpyRandom"/>.
/// </summary>
/// <example><code>using var x = Blobs.Make(1000, features: 2, centers: 1, standardDeviation: 0.4, seed: 42);</code></example>
public static class Blobs
{
    /// <summary>Draws the centres uniformly from [−10, 10]ᴰ, around each the same number of points, and shuffles them.</summary>
    /// <param name="count">Points in all, N; the first centres have one more where it does not divide evenly.</param>
    /// <param name="features">Values of a point, D.</param>
    /// <param name="centers">Number of clusters.</param>
    /// <param name="standardDeviation">Of a cluster, in each direction.</param>
    /// <param name="seed">The same seed always gives the same points.</param>
    /// <returns>Features (N, D), labels the clusters' numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer points than centres, a number below 1, or a negative standard deviation.</exception>
    public static Dataset Make(int count = 100, int features = 2, int centers = 3, double standardDeviation = 1, uint seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(centers);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, centers);
        var random = new NumpyRandom(seed);
        double[] middles = random.Uniform(-10, 10, centers * features);
        var points = new double[count * features];
        var labels = new long[count];
        for (int center = 0, start = 0; center < centers; center++)
        {
            int size = (count / centers) + (center < count % centers ? 1 : 0);
            double[] noise = random.Normal(0, standardDeviation, size * features);
            for (int i = 0; i < noise.Length; i++)
                points[(start * features) + i] = middles[(center * features) + (i % features)] + noise[i];
            Array.Fill(labels, center, start, size);
            start += size;
        }
        return GeneratedPoints.ToDataset(
            "blobs", points, features, labels, random.Permutation(count), source: $"generated: scikit-learn's make_blobs, seed {seed}");
    }
}
