using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = 1/√x, dy/dx = −y³/2.</summary>
    internal readonly struct Rsqrt : IUnaryOp
    {
        public string Name => "rsqrt";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Sqrt(x, y);
            TensorPrimitives.Divide(T.One, y, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Multiply(saved, saved, dx);
            TensorPrimitives.Multiply(dx, saved, dx);
            TensorPrimitives.Multiply(dx, T.CreateChecked(-0.5), dx);
            TensorPrimitives.Multiply(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.mul(saved).mul(saved).mul(-0.5));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>1/√this, element by element.</summary>
            public Tensor rsqrt() => Unary.Apply(new Rsqrt(), this);

            /// <summary>1/√this, element by element, in place. Returns this.</summary>
            public Tensor rsqrt_() => Unary.ApplyInPlace(new Rsqrt(), this);
        }

        /// <summary>1/√this, element by element.</summary>
        public static Tensor rsqrt(Tensor input) => input.rsqrt();
    }
}
