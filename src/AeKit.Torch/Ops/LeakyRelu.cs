using TorchSharp.Kernels;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>y = x where x &gt; 0, otherwise slope · x.</summary>
internal readonly struct LeakyRelu(double slope) : IUnaryOp
{
    public string Name => "leaky_relu";
    public bool SavesOutput => false;

    void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        Masking.SlopeBelowZero(x, x, T.CreateTruncating(slope), y);
    }

    void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
    {
        Masking.SlopeBelowZero(saved, grad, T.CreateTruncating(slope), dx);
    }

    public Tensor Gradient(Tensor grad, Tensor saved)
        => grad.mul(torch.where(saved.gt(0), torch.ones([], grad.dtype), torch.full([], slope, grad.dtype)));
}
