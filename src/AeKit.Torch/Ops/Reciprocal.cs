using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = 1/x, dy/dx = −y².</summary>
    internal readonly struct Reciprocal : IUnaryOp
    {
        public string Name => "reciprocal";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Divide(T.One, x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Multiply(saved, saved, dx);
            TensorPrimitives.Multiply(grad, dx, dx);
            TensorPrimitives.Negate(dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.mul(saved).neg());
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>1/this, element by element.</summary>
            public Tensor reciprocal() => Unary.Apply(new Reciprocal(), this);

            /// <summary>1/this, element by element, in place. Returns this.</summary>
            public Tensor reciprocal_() => Unary.ApplyInPlace(new Reciprocal(), this);
        }

        /// <summary>1/this, element by element.</summary>
        public static Tensor reciprocal(Tensor input) => input.reciprocal();
    }
}
