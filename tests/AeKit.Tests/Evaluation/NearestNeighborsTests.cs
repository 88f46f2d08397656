using AeKit.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public class NearestNeighborsTests
{
    [Fact]
    public void Distances_are_those_of_a_direct_search()
    {
        manual_seed(1);
        var (examples, queries) = (randn(40, 5), randn(7, 5));

        var distances = NearestNeighbors.SquaredDistance(examples, queries);

        for (var q = 0; q < 7; q++)
        {
            var direct = Enumerable.Range(0, 40).Min(e => (examples[e] - queries[q]).pow(2).sum().item<float>());
            Assert.Equal(direct, distances[q].item<float>(), 1e-4);
        }
    }

    [Fact]
    public void An_example_is_its_own_neighbour()
    {
        manual_seed(1);
        var examples = randn(30, 4);
        var labels = arange(30, dtype: ScalarType.Int64);

        Assert.Equal(1, NearestNeighbors.Accuracy(examples, labels, examples, labels));
        Assert.Equal(0, NearestNeighbors.Accuracy(examples, labels, examples, labels + 1));
    }

    [Fact]
    public void Several_neighbours_vote_and_the_smallest_label_wins_a_tie()
    {
        var examples = tensor(new[,] { { 0f }, { 1f }, { 2f }, { 10f } });
        var labels = tensor(new long[] { 2, 1, 1, 0 });
        var query = tensor(new[,] { { 0.1f } });

        Assert.Equal(1, NearestNeighbors.Accuracy(examples, labels, query, tensor(new long[] { 2 }), neighbors: 1));
        Assert.Equal(1, NearestNeighbors.Accuracy(examples, labels, query, tensor(new long[] { 1 }), neighbors: 2));
        Assert.Equal(1, NearestNeighbors.Accuracy(examples, labels, query, tensor(new long[] { 1 }), neighbors: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestNeighbors.Accuracy(examples, labels, query, labels, neighbors: 5));
    }
}
