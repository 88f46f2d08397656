using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x without its fraction; its gradient is 0.</summary>
    internal readonly struct Trunc : IUnaryOp
    {
        public string Name => "trunc";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Truncate(x, y);
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
            /// <summary>The integer part, element by element.</summary>
            public Tensor trunc() => Unary.Apply(new Trunc(), this);

            /// <summary>The integer part, element by element, in place. Returns this.</summary>
            public Tensor trunc_() => Unary.ApplyInPlace(new Trunc(), this);
        }

        /// <summary>The integer part, element by element.</summary>
        public static Tensor trunc(Tensor input) => input.trunc();
    }
}
