using System.Numerics.Tensors;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = max(x, 0), dy/dx = 1 where y > 0.</summary>
    internal readonly struct ReluOp : IUnaryOp
    {
        public string Name => "relu";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            if (!LaneMap.TryRun(new ReluMap(), x, y)) TensorPrimitives.Max(x, T.Zero, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            if (!LaneMap.TryRun(new ReluSlope(), grad, saved, dx)) Masking.WherePositive(saved, grad, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.gt(0).to_type(grad.dtype));
    }

    internal readonly struct ReluMap : ILaneMap
    {
        public T Apply<T>(T x) where T : struct, ILanes<T> => T.Max(T.Create(0), x);
    }

    internal readonly struct ReluSlope : ILaneMap2
    {
        public T Apply<T>(T grad, T y) where T : struct, ILanes<T> => T.WhereLess(T.Create(0), y, grad, T.Create(0));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>max(this, 0), element by element.</summary>
            public Tensor relu() => Unary.Apply(new ReluOp(), this);

            /// <summary>max(this, 0), element by element, in place. Returns this.</summary>
            public Tensor relu_() => Unary.ApplyInPlace(new ReluOp(), this);
        }
    }
}
