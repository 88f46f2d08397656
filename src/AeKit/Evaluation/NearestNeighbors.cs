using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>Nearest neighbours by Euclidean distance: what a code says about its example without any further training.</summary>
public static class NearestNeighbors
{
    /// <summary>The squared distance of each query to its nearest example.</summary>
    /// <param name="examples">(N, K).</param>
    /// <param name="queries">(M, K).</param>
    /// <returns>M squared distances, (M).</returns>
    public static Tensor SquaredDistance(Tensor examples, Tensor queries) => SquaredDistances(examples, queries).min(1).values;

    /// <summary>The share of queries whose label is the most frequent one among their nearest examples.</summary>
    /// <param name="examples">(N, K).</param>
    /// <param name="labels">Of the examples, (N), int64, from 0 on.</param>
    /// <param name="queries">(M, K).</param>
    /// <param name="queryLabels">The true labels of the queries, (M), int64.</param>
    /// <param name="neighbors">How many nearest examples have a vote; of labels with as many votes the smallest wins.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one neighbour or more than examples.</exception>
    public static double Accuracy(Tensor examples, Tensor labels, Tensor queries, Tensor queryLabels, int neighbors = 1)
    {
        if (neighbors < 1 || neighbors > examples.shape[0])
        {
            throw new ArgumentOutOfRangeException(nameof(neighbors), neighbors, $"Of {examples.shape[0]} examples 1 to {examples.shape[0]} can be neighbours.");
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var nearest = SquaredDistances(examples, queries).topk(neighbors, dim: 1, largest: false).indexes;
        var votes = nn.functional.one_hot(labels.index_select(0, nearest.flatten()).reshape(-1, neighbors)).sum(dim: 1);
        return votes.argmax(1).eq(queryLabels).to_type(ScalarType.Float32).mean().item<float>();
    }

    // (M, N): ‖q − e‖² = ‖q‖² − 2 q·e + ‖e‖², one matrix product instead of M × N × K differences.
    internal static Tensor SquaredDistances(Tensor examples, Tensor queries)
    {
        using var noGrad = no_grad();
        var squares = queries.square().sum(dim: 1, keepdim: true) + examples.square().sum(dim: 1);
        return (squares - 2 * queries.matmul(examples.t())).clamp_min(0);
    }
}
