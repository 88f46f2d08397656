using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// Latent dimensions that depend on the input: those whose posterior mean varies over the data, Var_x(E[zₖ | x]) &gt; 0.01
/// (Burda, Grosse and Salakhutdinov, ICLR 2016, §5.2). The others have collapsed to the prior.
/// </summary>
/// <example><code>int active = ActiveUnits.Count(Codes.Of(model, test));</code></example>
public static class ActiveUnits
{
    /// <summary>The variance of each dimension's mean over the examples, with divisor N.</summary>
    /// <param name="means">Posterior means, (N, K).</param>
    /// <returns>K values.</returns>
    /// <exception cref="ArgumentException">Not a matrix.</exception>
    public static double[] Variances(Tensor means)
    {
        ArgumentNullException.ThrowIfNull(means);
        if (means.dim() != 2)
            throw new ArgumentException($"The means are wanted as a matrix (N, K); got shape [{string.Join(", ", means.shape)}].", nameof(means));
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return [.. means.to_type(ScalarType.Float64).var(0, unbiased: false).data<double>()];
    }

    /// <summary>How many dimensions vary by more than the threshold.</summary>
    /// <param name="means">Posterior means, (N, K).</param>
    /// <param name="threshold">Variance above which a dimension is active.</param>
    /// <returns>From 0 to K.</returns>
    public static int Count(Tensor means, double threshold = 0.01) => Variances(means).Count(variance => variance > threshold);
}
