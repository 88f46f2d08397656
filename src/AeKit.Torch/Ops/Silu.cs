using System.Numerics.Tensors;
using TorchSharp.Kernels;
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
        if (LaneMap.TryRun(new SiluMap(), x, y)) return;
        TensorPrimitives.Sigmoid(x, y);
        TensorPrimitives.Multiply(x, y, y);
    }

    void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
    {
        if (LaneMap.TryRun(new SiluSlope(), grad, saved, dx)) return;
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

internal readonly struct SiluMap : ILaneMap
{
    public T Apply<T>(T x) where T : struct, ILanes<T> => x * Elementary.Sigmoid(x);
}

internal readonly struct SiluSlope : ILaneMap2
{
    public T Apply<T>(T grad, T x) where T : struct, ILanes<T>
    {
        var y = Elementary.Sigmoid(x);
        return grad * y * T.MultiplyAdd(x, T.Create(1) - y, T.Create(1));
    }
}
