using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>Some examples of a <see cref="Dataset"/>, as one training step sees them.</summary>
/// <param name="X">Features, float32 (B, D).</param>
/// <param name="Labels">Labels, int64 (B), or null.</param>
public sealed record Batch(Tensor X, Tensor? Labels) : IDisposable
{
    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        X.Dispose();
        Labels?.Dispose();
    }
}
