using System.Numerics.Tensors;
using TorchSharp.Memory;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>y = ln(1 + e^(βx)) / β, and x itself where βx exceeds the threshold; dy/dx = σ(βx).</summary>
internal readonly struct Softplus(double beta, double threshold) : IUnaryOp
{
    public string Name => "softplus";
    public bool SavesOutput => false;

    void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        var (b, limit) = (T.CreateTruncating(beta), T.CreateTruncating(threshold));
        // ln(1 + e^z) = max(z, 0) + ln(1 + e^−|z|), which never overflows.
        var z = Scratch.Inner<T>(x.Length);
        TensorPrimitives.Multiply(x, b, z);
        TensorPrimitives.Abs(z, y);
        TensorPrimitives.Negate(y, y);
        TensorPrimitives.Exp(y, y);
        for (var i = 0; i < y.Length; i++) y[i] = z[i] > limit ? x[i] : (T.Max(z[i], T.Zero) + T.LogP1(y[i])) / b;
    }

    void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
    {
        var (b, limit) = (T.CreateTruncating(beta), T.CreateTruncating(threshold));
        TensorPrimitives.Multiply(saved, b, dx);
        var s = Scratch.Inner<T>(dx.Length);
        TensorPrimitives.Sigmoid(dx, s);
        for (var i = 0; i < dx.Length; i++) dx[i] = dx[i] > limit ? grad[i] : grad[i] * s[i];
    }

    public Tensor Gradient(Tensor grad, Tensor saved)
        => grad.mul(torch.where(saved.mul(beta).gt(threshold), torch.ones([], grad.dtype), saved.mul(beta).sigmoid()));
}
