using System.Numerics.Tensors;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = tanh x, dy/dx = 1 − y².</summary>
    internal readonly struct TanhOp : IUnaryOp
    {
        public string Name => "tanh";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            if (!LaneMap.TryRun(new TanhMap(), x, y)) TensorPrimitives.Tanh(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            if (LaneMap.TryRun(new TanhSlope(), grad, saved, dx)) return;
            TensorPrimitives.Multiply(saved, saved, dx);
            TensorPrimitives.Subtract(T.One, dx, dx);
            TensorPrimitives.Multiply(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.mul(saved).neg().add(1));
    }

    internal readonly struct TanhMap : ILaneMap
    {
        public T Apply<T>(T x) where T : struct, ILanes<T> => Elementary.Tanh(x);
    }

    internal readonly struct TanhSlope : ILaneMap2
    {
        public T Apply<T>(T grad, T y) where T : struct, ILanes<T> => grad * (T.Create(1) - y * y);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Hyperbolic tangent, element by element.</summary>
            public Tensor tanh() => Unary.Apply(new TanhOp(), this);

            /// <summary>Hyperbolic tangent, element by element, in place. Returns this.</summary>
            public Tensor tanh_() => Unary.ApplyInPlace(new TanhOp(), this);
        }

        /// <summary>Hyperbolic tangent, element by element.</summary>
        public static Tensor tanh(Tensor input) => input.tanh();
    }
}
