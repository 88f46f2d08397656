using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = ⌈x⌉; its gradient is 0.</summary>
    internal readonly struct Ceil : IUnaryOp
    {
        public string Name => "ceil";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Ceiling(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            dx.Clear();
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => torch.zeros_like(grad);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The smallest integer not below, element by element.</summary>
            public Tensor ceil() => Unary.Apply(new Ceil(), this);

            /// <summary>The smallest integer not below, element by element, in place. Returns this.</summary>
            public Tensor ceil_() => Unary.ApplyInPlace(new Ceil(), this);
        }

        /// <summary>The smallest integer not below, element by element.</summary>
        public static Tensor ceil(Tensor input) => input.ceil();
    }
}
