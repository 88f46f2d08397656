using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>y = x where x &gt; 0, otherwise α(eˣ − 1).</summary>
internal readonly struct Elu(double alpha) : IUnaryOp
{
    public string Name => "elu";
    public bool SavesOutput => false;

    void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] > T.Zero ? x[i] : T.CreateTruncating(alpha) * T.ExpM1(x[i]);
    }

    void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
    {
        for (var i = 0; i < dx.Length; i++) dx[i] = saved[i] > T.Zero ? grad[i] : grad[i] * T.CreateTruncating(alpha) * T.Exp(saved[i]);
    }

    public Tensor Gradient(Tensor grad, Tensor saved)
        => grad.mul(torch.where(saved.gt(0), torch.ones([], grad.dtype), saved.clamp_max(0).exp().mul(alpha)));
}
