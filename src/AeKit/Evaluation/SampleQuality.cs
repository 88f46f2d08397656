using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// How well generated examples cover real ones, by the improved precision and recall of Kynkäänniemi et al. (NeurIPS 2019,
/// eq. 1 and 2). A set's region is the union of balls around its members, each as large as the distance to the k-th
/// nearest other member. Memorised training examples score well too: compare with a held-out set.
/// </summary>
/// <param name="Precision">The share of generated examples inside the region of the real ones: are they plausible?</param>
/// <param name="Recall">The share of real examples inside the region of the generated ones: is nothing left out?</param>
/// <example><code>
/// var quality = SampleQuality.Of(test.Features, model.Sample(test.Count));
/// </code></example>
public sealed record SampleQuality(double Precision, double Recall)
{
    /// <summary>Compares two sets, best of the same size, since a larger set has smaller balls.</summary>
    /// <param name="real">(N, D), N &gt; <paramref name="neighbors"/>.</param>
    /// <param name="generated">(M, D), M &gt; <paramref name="neighbors"/>.</param>
    /// <param name="neighbors">k, at least 1; 3 in the paper.</param>
    /// <exception cref="ArgumentException">Not two matrices of the same width, or too few rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k below 1.</exception>
    public static SampleQuality Of(Tensor real, Tensor generated, int neighbors = 3)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighbors);
        if (real.dim() != 2 || generated.dim() != 2 || real.shape[1] != generated.shape[1]
            || Math.Min(real.shape[0], generated.shape[0]) <= neighbors)
        {
            throw new ArgumentException(
                $"Precision and recall with {neighbors} neighbours want two matrices of the same width with more than {neighbors} rows; " +
                $"got ({string.Join(", ", real.shape)}) and ({string.Join(", ", generated.shape)}).",
                nameof(generated));
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return new SampleQuality(ShareInside(real, generated, neighbors), ShareInside(generated, real, neighbors));
    }

    private static double ShareInside(Tensor members, Tensor points, int neighbors)
    {
        // Every member is its own nearest one, so the k-th other is the last of k + 1.
        var radii = NearestNeighbors.SquaredDistances(members, members)
            .topk(neighbors + 1, dim: 1, largest: false).values.max(1).values;
        var inside = NearestNeighbors.SquaredDistances(members, points).le(radii.unsqueeze(0));
        return inside.to_type(ScalarType.Float32).max(1).values.mean().item<float>();
    }
}
