using AeKit.Data;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// Clusters with the least squared distance to their centres: Lloyd's algorithm (IEEE Trans. Information Theory 28, 1982)
/// from k-means++ starts (Arthur and Vassilvitskii, SODA 2007), the best of several.
/// </summary>
public sealed class KMeans
{
    private const int MaxIterations = 300;

    private readonly double[][] _centers;

    private KMeans(double[][] centers, long[] assignments, double inertia)
    {
        _centers = centers;
        Assignments = assignments;
        Inertia = inertia;
    }

    /// <summary>Of each fitted example the number of its cluster, from 0 to C − 1.</summary>
    public IReadOnlyList<long> Assignments { get; }

    /// <summary>The sum of squared distances of the fitted examples to their centres.</summary>
    public double Inertia { get; }

    /// <summary>The centres, (C, K), in the caller's dispose scope.</summary>
    public Tensor Centers => tensor([.. _centers.SelectMany(center => center).Select(value => (float)value)], [_centers.Length, _centers[0].Length]);

    /// <summary>Fits the centres.</summary>
    /// <param name="x">Examples, (N, K).</param>
    /// <param name="clusters">C, from 1 to N.</param>
    /// <param name="seed">The same seed always gives the same clusters.</param>
    /// <param name="restarts">How many starts are tried.</param>
    /// <exception cref="ArgumentException">Not a matrix, or a number of clusters outside 1 … N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No start.</exception>
    public static KMeans Fit(Tensor x, int clusters, uint seed = 0, int restarts = 10)
    {
        double[][] points = Rows(x);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(restarts);
        if (clusters < 1 || clusters > points.Length)
            throw new ArgumentException($"{points.Length} examples form 1 to {points.Length} clusters, not {clusters}.", nameof(clusters));
        var random = new NumpyRandom(seed);
        return Enumerable.Range(0, restarts).Select(_ => Lloyd(points, Start(points, clusters, random))).MinBy(result => result.Inertia)!;
    }

    /// <summary>The cluster with the nearest centre.</summary>
    /// <param name="x">(M, K).</param>
    /// <returns>M numbers from 0 to C − 1.</returns>
    public long[] Predict(Tensor x) => [.. Rows(x).Select(point => (long)Nearest(_centers, point).Index)];

    // Each further centre is a point drawn with a probability proportional to its squared distance to the centres so far.
    private static double[][] Start(double[][] points, int clusters, NumpyRandom random)
    {
        var centers = new List<double[]> { points[(int)(random.NextDouble() * points.Length)] };
        double[] distances = [.. points.Select(point => SquaredDistance(point, centers[0]))];
        while (centers.Count < clusters)
        {
            double left = random.NextDouble() * distances.Sum();
            int chosen = 0;
            while (chosen < points.Length - 1 && (left -= distances[chosen]) >= 0)
                chosen++;
            centers.Add(points[chosen]);
            for (int i = 0; i < points.Length; i++)
                distances[i] = Math.Min(distances[i], SquaredDistance(points[i], points[chosen]));
        }
        return [.. centers];
    }

    private static KMeans Lloyd(double[][] points, double[][] centers)
    {
        var assignments = new long[points.Length];
        Array.Fill(assignments, -1);
        double inertia = 0;
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            bool changed = false;
            inertia = 0;
            for (int i = 0; i < points.Length; i++)
            {
                var (index, distance) = Nearest(centers, points[i]);
                changed |= assignments[i] != index;
                assignments[i] = index;
                inertia += distance;
            }
            if (!changed)
                break;
            centers = Means(points, assignments, centers);
        }
        return new KMeans(centers, assignments, inertia);
    }

    // A centre that lost all its points stays where it was.
    private static double[][] Means(double[][] points, long[] assignments, double[][] before)
    {
        double[][] sums = [.. before.Select(center => new double[center.Length])];
        var counts = new int[before.Length];
        for (int i = 0; i < points.Length; i++)
        {
            double[] sum = sums[assignments[i]];
            counts[assignments[i]]++;
            for (int k = 0; k < sum.Length; k++)
                sum[k] += points[i][k];
        }
        return [.. sums.Select((sum, c) => counts[c] == 0 ? before[c] : sum.Select(value => value / counts[c]).ToArray())];
    }

    private static (int Index, double Distance) Nearest(double[][] centers, double[] point)
    {
        var best = (Index: 0, Distance: double.PositiveInfinity);
        for (int c = 0; c < centers.Length; c++)
        {
            double distance = SquaredDistance(centers[c], point);
            if (distance < best.Distance)
                best = (c, distance);
        }
        return best;
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        return sum;
    }

    private static double[][] Rows(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.shape is not [> 0, var size and > 0])
            throw new ArgumentException($"k-means wants examples as the rows of a matrix (N, K); got shape [{string.Join(", ", x.shape)}].", nameof(x));
        return [.. x.ToArray().Select(value => (double)value).Chunk((int)size)];
    }
}
