using System.Numerics.Tensors;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = eˣ, dy/dx = y.</summary>
    internal readonly struct Exp : IUnaryOp
    {
        public string Name => "exp";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            if (!LaneMap.TryRun(new ExpMap(), x, y)) TensorPrimitives.Exp(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Multiply(grad, saved, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved);
    }

    internal readonly struct ExpMap : ILaneMap
    {
        public T Apply<T>(T x) where T : struct, ILanes<T> => Elementary.Exp(x);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>eˣ, element by element.</summary>
            public Tensor exp() => Unary.Apply(new Exp(), this);

            /// <summary>eˣ, element by element, in place. Returns this.</summary>
            public Tensor exp_() => Unary.ApplyInPlace(new Exp(), this);
        }

        /// <summary>eˣ, element by element.</summary>
        public static Tensor exp(Tensor input) => input.exp();
    }
}
