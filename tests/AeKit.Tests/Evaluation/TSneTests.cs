using AeKit.Data;
using AeKit.Evaluation;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class TSneTests
{
    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        const int Count = 13;
        var random = new NumpyRandom(1);
        using var data = Noise.Normal(Count, 4, seed: 2);
        var objective = new TSneObjective(NeighborProbabilities.Of(data.Features, 3), Count);
        double[] x = random.Normal(0, 1, Count), y = random.Normal(0, 1, Count);

        var (gx, gy) = objective.Gradient(x, y);

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(Slope(x, i), gx[i], 1e-7);
            Assert.Equal(Slope(y, i), gy[i], 1e-7);
        }

        double Slope(double[] coordinate, int i)
        {
            const double Step = 1e-5;
            double at = coordinate[i];
            coordinate[i] = at + Step;
            double above = objective.Divergence(x, y);
            coordinate[i] = at - Step;
            double below = objective.Divergence(x, y);
            coordinate[i] = at;
            return (above - below) / (2 * Step);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9.5)]
    public void Every_example_has_the_perplexity_wanted(double perplexity)
    {
        var random = new NumpyRandom(3);
        // Far points too: without care every weight underflows there.
        double[] distances = [0, .. random.Uniform(1, 9, 40), .. random.Uniform(1e5, 2e5, 5)];
        foreach (double offset in new[] { 0.0, 1e6 })
        {
            var probabilities = new double[distances.Length];
            NeighborProbabilities.Conditional([.. distances.Select(d => d + offset)], 0, perplexity, probabilities);

            Assert.Equal(0, probabilities[0]);
            Assert.Equal(1, probabilities.Sum(), 1e-12);
            Assert.Equal(perplexity, Math.Exp(-probabilities.Where(p => p > 0).Sum(p => p * Math.Log(p))), 1e-6);
        }
    }

    [Fact]
    public void P_is_a_symmetric_distribution_that_prefers_neighbours()
    {
        using var line = new Dataset("line", arange(10, dtype: ScalarType.Float32).reshape(10, 1));

        double[] p = NeighborProbabilities.Of(line.Features, 2.5);

        Assert.Equal(1, p.Sum(), 1e-12);
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(0, p[11 * i]);
            for (int j = 0; j < 10; j++)
                Assert.Equal(p[(10 * j) + i], p[(10 * i) + j], 1e-15);
        }
        Assert.True(p[(10 * 4) + 5] > p[(10 * 4) + 6] && p[(10 * 4) + 6] > p[(10 * 4) + 7]);
    }

    [Fact]
    public void Clusters_stay_together_and_apart_and_the_picture_is_the_same_every_time()
    {
        using var blobs = Blobs.Make(150, 10, 3, 1, seed: 4);
        long[] labels = blobs.Labels!.ToInt64Array();

        var tsne = TSne.Fit(blobs.Features, perplexity: 15, iterations: 400);
        var again = TSne.Fit(blobs.Features, perplexity: 15, iterations: 400);

        Assert.Equal(tsne.Embedding.ToArray(), again.Embedding.ToArray());
        Assert.Equal([150, 2], tsne.Embedding.shape);
        Assert.Equal(1, ClusterAgreement.AdjustedRandIndex(KMeans.Fit(tsne.Embedding, 3).Assignments, labels));
        Assert.InRange(tsne.Divergence, 0, 1);
    }

    [Fact]
    public void Neighbours_among_digits_are_kept_and_the_divergence_falls()
    {
        using var digits = Digits.Load().Take(300);

        var tsne = TSne.Fit(digits.Features, perplexity: 20, iterations: 500);

        var start = TSne.Fit(digits.Features, perplexity: 20, iterations: 1);
        Assert.True(tsne.Divergence < 0.5 * start.Divergence);
        var (train, test) = (Enumerable.Range(0, 200), Enumerable.Range(200, 100));
        using var embedded = new Dataset("embedded", tsne.Embedding, digits.Labels!.clone());
        using Dataset a = embedded.Select(train), b = embedded.Select(test);
        Assert.InRange(NearestNeighbors.Accuracy(a.Features, a.Labels!, b.Features, b.Labels!), 0.9, 1);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        Assert.Contains("less than 10", Assert.Throws<ArgumentException>(() => TSne.Fit(zeros(30, 4), perplexity: 10)).Message);
        Assert.Throws<ArgumentException>(() => TSne.Fit(zeros(30, 4), perplexity: 0.5));
        Assert.Throws<ArgumentException>(() => TSne.Fit(zeros(30), perplexity: 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => TSne.Fit(zeros(30, 4), perplexity: 5, iterations: 0));
    }
}
