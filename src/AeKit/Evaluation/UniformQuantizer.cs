using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// The uniform mid-tread quantiser q = Δ round(z / Δ): zero is one of its values, and the error is at most Δ/2. At small
/// steps the mean squared error is Δ²/12 and the entropy of what remains h(z) − log₂ Δ bits, 0.2546 bit above the
/// rate–distortion function of a Gaussian (Gish and Pierce, IEEE Trans. Information Theory 14, 1968).
/// </summary>
public sealed class UniformQuantizer
{
    /// <param name="step">Δ, in units of what is quantised.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not a positive number.</exception>
    public UniformQuantizer(double step)
    {
        if (!(step > 0 && double.IsFinite(step)))
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step of a quantiser is a positive number.");
        Step = step;
    }

    /// <summary>Δ.</summary>
    public double Step { get; }

    /// <summary>The nearest multiples of Δ; a value halfway between two goes to the even one.</summary>
    /// <param name="z">Any shape.</param>
    /// <returns>The same shape.</returns>
    public Tensor Quantize(Tensor z)
    {
        ArgumentNullException.ThrowIfNull(z);
        using var scope = NewDisposeScope();
        return ((z / Step).round() * Step).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The empirical entropy of each quantised dimension, −Σ p log₂ p with p the share of examples: what an ideal entropy
    /// coder that knows these shares and codes each dimension on its own needs. With few examples it is too small.
    /// </summary>
    /// <param name="codes">(N, K).</param>
    /// <returns>K values in bits; their sum is the rate of one example.</returns>
    /// <exception cref="ArgumentException">Not a matrix with at least one row.</exception>
    public double[] EntropyBits(Tensor codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (codes.shape is not [var count and > 0, var width])
            throw new ArgumentException($"Codes are wanted as a matrix (N, K); got shape [{string.Join(", ", codes.shape)}].", nameof(codes));
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        double[] bins = [.. (codes.to_type(ScalarType.Float64) / Step).round().t().contiguous().data<double>()];
        return
        [
            .. bins.Chunk((int)count).Select(dimension => dimension.CountBy(bin => bin)
                .Sum(entry => -entry.Value / (double)count * Math.Log2(entry.Value / (double)count))),
        ];
    }
}
