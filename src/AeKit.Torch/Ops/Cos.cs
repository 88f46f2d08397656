using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = cos x, dy/dx = −sin x.</summary>
    internal readonly struct Cos : IUnaryOp
    {
        public string Name => "cos";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Cos(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Sin(saved, dx);
            TensorPrimitives.Multiply(grad, dx, dx);
            TensorPrimitives.Negate(dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.sin().neg());
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Cosine, of radians, element by element.</summary>
            public Tensor cos() => Unary.Apply(new Cos(), this);

            /// <summary>Cosine, of radians, element by element, in place. Returns this.</summary>
            public Tensor cos_() => Unary.ApplyInPlace(new Cos(), this);
        }

        /// <summary>Cosine, of radians, element by element.</summary>
        public static Tensor cos(Tensor input) => input.cos();
    }
}
