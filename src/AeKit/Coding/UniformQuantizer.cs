using static TorchSharp.torch;

namespace AeKit.Coding;

/// <summary>
/// The mid-tread uniform quantiser: x becomes the integer round(x / Δ), and that the value Δ round(x / Δ). Entropy-coded it is
/// at high rates ½ log₂(2πe/12) = 0.2546 bits per value away from the rate–distortion function, whatever the density
/// (Gish and Pierce, IEEE Transactions on Information Theory 14, 1968).
/// </summary>
/// <example><code>
/// var quantizer = new UniformQuantizer(step: 0.5);
/// int[] indices = quantizer.Quantize(values);
/// double bits = Entropy.Bits(indices);                // per value
/// float[] back = quantizer.Dequantize(indices);
/// </code></example>
public sealed class UniformQuantizer
{
    /// <param name="step">Δ, the distance of neighbouring values, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not a positive number.</exception>
    public UniformQuantizer(double step)
    {
        if (!(step > 0) || !double.IsFinite(step))
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, "The step of a quantiser is a positive number.");
        }

        Step = step;
    }

    /// <summary>Δ.</summary>
    public double Step { get; }

    /// <summary>The integers round(x / Δ), ties to even.</summary>
    /// <exception cref="ArgumentException">A value that is no number, or too large for the step.</exception>
    public int[] Quantize(IEnumerable<float> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.Select(Index)];
    }

    /// <summary>The values Δ · index.</summary>
    public float[] Dequantize(IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return [.. indices.Select(index => (float)(Step * index))];
    }

    /// <summary>The nearest multiples of Δ; a value halfway between two goes to the even one.</summary>
    /// <param name="z">Any shape.</param>
    /// <returns>The same shape.</returns>
    public Tensor Nearest(Tensor z)
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
        if (codes.shape is not [var count and > 0, _])
        {
            throw new ArgumentException($"Codes are wanted as a matrix (N, K); got shape [{string.Join(", ", codes.shape)}].", nameof(codes));
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var values = codes.to_type(ScalarType.Float32).t().contiguous().data<float>().ToArray();
        return [.. values.Chunk((int)count).Select(dimension => Entropy.Bits(Quantize(dimension)))];
    }

    private int Index(float value)
    {
        var index = Math.Round(value / Step);
        return Math.Abs(index) <= int.MaxValue
            ? (int)index
            : throw new ArgumentException($"{value} cannot be quantised with the step {Step}: the index must be an integer of 32 bits.", nameof(value));
    }
}
