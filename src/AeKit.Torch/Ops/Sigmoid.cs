using System.Numerics.Tensors;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = 1/(1 + e⁻ˣ), dy/dx = y(1 − y).</summary>
    internal readonly struct SigmoidOp : IUnaryOp
    {
        public string Name => "sigmoid";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            if (!LaneMap.TryRun(new SigmoidMap(), x, y)) TensorPrimitives.Sigmoid(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            if (LaneMap.TryRun(new SigmoidSlope(), grad, saved, dx)) return;
            TensorPrimitives.Subtract(T.One, saved, dx);
            TensorPrimitives.Multiply(saved, dx, dx);
            TensorPrimitives.Multiply(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.neg().add(1).mul(saved));
    }

    internal readonly struct SigmoidMap : ILaneMap
    {
        public T Apply<T>(T x) where T : struct, ILanes<T> => Elementary.Sigmoid(x);
    }

    internal readonly struct SigmoidSlope : ILaneMap2
    {
        public T Apply<T>(T grad, T y) where T : struct, ILanes<T> => grad * (T.Create(1) - y) * y;
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Logistic function 1/(1 + e⁻ˣ), element by element.</summary>
            public Tensor sigmoid() => Unary.Apply(new SigmoidOp(), this);

            /// <summary>Logistic function 1/(1 + e⁻ˣ), element by element, in place. Returns this.</summary>
            public Tensor sigmoid_() => Unary.ApplyInPlace(new SigmoidOp(), this);
        }

        /// <summary>Logistic function 1/(1 + e⁻ˣ), element by element.</summary>
        public static Tensor sigmoid(Tensor input) => input.sigmoid();
    }
}
