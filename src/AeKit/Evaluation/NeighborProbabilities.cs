using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// pᵢⱼ = (p(j | i) + p(i | j)) / 2N with p(j | i) ∝ exp(−βᵢ ‖xᵢ − xⱼ‖²), and βᵢ such that the distribution of i's neighbours
/// has the perplexity wanted, exp of its entropy (van der Maaten and Hinton, 2008, eq. 1 and §3.1).
/// </summary>
internal static class NeighborProbabilities
{
    private const int BisectionSteps = 100;

    /// <returns>P row by row, (N × N).</returns>
    public static double[] Of(Tensor x, double perplexity)
    {
        double[] distances = SquaredDistances(x);
        var count = (int)x.shape[0];
        var conditional = new double[distances.Length];
        Parallel.For(0, count, i => Conditional(distances.AsSpan(i * count, count), i, perplexity, conditional.AsSpan(i * count, count)));
        var joint = new double[distances.Length];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                joint[(i * count) + j] = (conditional[(i * count) + j] + conditional[(j * count) + i]) / (2 * count);
        }
        return joint;
    }

    /// <summary>p(· | i) from the squared distances of i to all points, itself at position <paramref name="self"/>.</summary>
    internal static void Conditional(ReadOnlySpan<double> distances, int self, double perplexity, Span<double> probabilities)
    {
        double wanted = Math.Log(perplexity), nearest = double.PositiveInfinity;
        for (int j = 0; j < distances.Length; j++)
        {
            if (j != self)
                nearest = Math.Min(nearest, distances[j]);
        }

        // Distances beyond the nearest one: the same distribution, and no weight underflows where all are far.
        double low = 0, high = double.PositiveInfinity, precision = 1;
        for (int step = 0; step < BisectionSteps; step++)
        {
            double total = 0, mean = 0;
            for (int j = 0; j < distances.Length; j++)
            {
                double excess = distances[j] - nearest;
                double weight = j == self ? 0 : Math.Exp(-precision * excess);
                probabilities[j] = weight;
                total += weight;
                mean += weight * excess;
            }
            double entropy = Math.Log(total) + (precision * mean / total);
            foreach (ref double probability in probabilities)
                probability /= total;
            if (Math.Abs(entropy - wanted) < 1e-10)
                return;
            if (entropy > wanted)
                low = precision;
            else
                high = precision;
            precision = double.IsInfinity(high) ? precision * 2 : (low + high) / 2;
        }
    }

    private static double[] SquaredDistances(Tensor x)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Tensor centred = x.to_type(ScalarType.Float64);
        centred = centred - centred.mean([0]);
        Tensor squares = centred.square().sum(dim: 1, keepdim: true);
        return [.. (squares + squares.t() - 2 * centred.matmul(centred.t())).clamp_min(0).contiguous().data<double>()];
    }
}
