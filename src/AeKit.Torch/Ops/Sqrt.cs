using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = √x, dy/dx = 1/(2y).</summary>
    internal readonly struct Sqrt : IUnaryOp
    {
        public string Name => "sqrt";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Sqrt(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Add(saved, saved, dx);
            TensorPrimitives.Divide(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.div(saved.mul(2));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Square root, element by element.</summary>
            public Tensor sqrt() => Unary.Apply(new Sqrt(), this);

            /// <summary>Square root, element by element, in place. Returns this.</summary>
            public Tensor sqrt_() => Unary.ApplyInPlace(new Sqrt(), this);
        }

        /// <summary>Square root, element by element.</summary>
        public static Tensor sqrt(Tensor input) => input.sqrt();
    }
}
