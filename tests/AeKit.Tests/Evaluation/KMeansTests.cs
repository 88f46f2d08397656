using AeKit.Data;
using AeKit.Evaluation;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class KMeansTests
{
    [Fact]
    public void Separate_blobs_are_found_with_their_means_and_inertia()
    {
        using var blobs = Blobs.Make(300, 2, 3, 0.5, seed: 42);
        long[] labels = blobs.Labels!.ToInt64Array();

        var clusters = KMeans.Fit(blobs.Features, 3, seed: 1);

        Assert.Equal(1, ClusterAgreement.AdjustedRandIndex(clusters.Assignments, labels));
        float[,] x = blobs.Features.ToArray2D(), centers = clusters.Centers.ToArray2D();
        double inertia = 0;
        for (int i = 0; i < 300; i++)
            inertia += Math.Pow(x[i, 0] - centers[clusters.Assignments[i], 0], 2) + Math.Pow(x[i, 1] - centers[clusters.Assignments[i], 1], 2);
        Assert.Equal(inertia, clusters.Inertia, 1e-3);
        for (int c = 0; c < 3; c++)
            Assert.Equal(Enumerable.Range(0, 300).Where(i => clusters.Assignments[i] == c).Average(i => x[i, 0]), centers[c, 0], 1e-4);
        Assert.Equal(clusters.Assignments, clusters.Predict(blobs.Features));
        Assert.Equal(clusters.Assignments, KMeans.Fit(blobs.Features, 3, seed: 1).Assignments);
    }

    [Fact]
    public void The_best_partition_of_a_few_points_is_found()
    {
        var random = new NumpyRandom(5);
        double[] x = random.Normal(0, 1, 9);

        var clusters = KMeans.Fit(tensor(x.Select(v => (float)v).ToArray(), [9, 1]), 3);

        // On a line the best clusters are intervals: try all.
        double[] sorted = [.. x.Order()];
        double best = (from a in Enumerable.Range(1, 7) from b in Enumerable.Range(a + 1, 8 - a) select Sum(sorted[..a]) + Sum(sorted[a..b]) + Sum(sorted[b..])).Min();
        Assert.Equal(best, clusters.Inertia, 1e-5);

        static double Sum(double[] part) => part.Sum(v => Math.Pow(v - part.Average(), 2));
    }

    [Fact]
    public void As_many_clusters_as_examples_leave_no_distance_and_more_are_refused()
    {
        Assert.Equal(0, KMeans.Fit(tensor(new[,] { { 1f }, { 2f }, { 5f } }), 3).Inertia, 1e-12);
        Assert.Equal(0, KMeans.Fit(ones(4, 2), 2).Inertia);
        Assert.Contains("1 to 3", Assert.Throws<ArgumentException>(() => KMeans.Fit(zeros(3, 1), 4)).Message);
        Assert.Throws<ArgumentException>(() => KMeans.Fit(zeros(3), 1));
    }

    [Fact]
    public void Agreement_is_what_the_pairs_say()
    {
        var random = new NumpyRandom(1);
        long[] a = [.. random.Uniform(0, 4, 60).Select(v => (long)v)], b = [.. a.Select(v => random.NextDouble() < 0.7 ? v : (long)random.Uniform(0, 5, 1)[0])];
        double both = 0, onlyA = 0, onlyB = 0, neither = 0;
        for (int i = 0; i < 60; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (a[i] == a[j] && b[i] == b[j]) both++;
                else if (a[i] == a[j]) onlyA++;
                else if (b[i] == b[j]) onlyB++;
                else neither++;
            }
        }

        // The index in terms of pairs (Steinley, Psychological Methods 9, 2004, eq. 9).
        double expected = 2 * (both * neither - onlyA * onlyB) / ((both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither));
        Assert.Equal(expected, ClusterAgreement.AdjustedRandIndex(a, b), 1e-12);
        Assert.Equal(1, ClusterAgreement.AdjustedRandIndex(a, [.. a.Select(v => 7 - v)]), 1e-12);
    }

    [Fact]
    public void Information_and_purity_have_their_known_values()
    {
        long[] classes = [0, 0, 1, 1], halves = [0, 1, 0, 1], single = [0, 1, 2, 3], one = [0, 0, 0, 0];

        Assert.Equal(0, ClusterAgreement.NormalizedMutualInformation(classes, halves), 1e-12);
        Assert.Equal(1, ClusterAgreement.NormalizedMutualInformation(classes, [5, 5, 2, 2]), 1e-12);
        // I = log 2, the entropies log 2 and log 4.
        Assert.Equal(2 / 3.0, ClusterAgreement.NormalizedMutualInformation(classes, single), 1e-12);
        Assert.Equal(1, ClusterAgreement.NormalizedMutualInformation(one, one));
        Assert.Equal([0.5, 1, 0.5], [ClusterAgreement.Purity(halves, classes), ClusterAgreement.Purity(single, classes), ClusterAgreement.Purity(one, classes)]);
        Assert.Equal(1, ClusterAgreement.AdjustedRandIndex(one, one));
        Assert.Throws<ArgumentException>(() => ClusterAgreement.Purity(one, [1]));
    }
}
