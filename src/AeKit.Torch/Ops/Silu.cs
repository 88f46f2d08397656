using System.Numerics.Tensors;
using TorchSharp.Memory;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>y = x · σ(x), dy/dx = σ(x)(1 + x(1 − σ(x))).</summary>
internal readonly struct Silu : IUnaryOp
{
    public string Name => "silu";
    public bool SavesOutput => false;

    void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        TensorPrimitives.Sigmoid(x, y);
        TensorPrimitives.Multiply(x, y, y);
    }

    void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
    {
        var s = Scratch.Inner<T>(dx.Length);
        TensorPrimitives.Sigmoid(saved, s);
        TensorPrimitives.Subtract(T.One, s, dx);
        TensorPrimitives.Multiply(dx, saved, dx);
        TensorPrimitives.Add(dx, T.One, dx);
        TensorPrimitives.Multiply(dx, s, dx);
        TensorPrimitives.Multiply(grad, dx, dx);
    }

    public Tensor Gradient(Tensor grad, Tensor saved)
        => grad.mul(saved.sigmoid().mul(saved.sigmoid().neg().add(1).mul(saved).add(1)));
}
