using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = ⌊x⌋; its gradient is 0.</summary>
    internal readonly struct Floor : IUnaryOp
    {
        public string Name => "floor";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Floor(x, y);
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
            /// <summary>The largest integer not above, element by element.</summary>
            public Tensor floor() => Unary.Apply(new Floor(), this);

            /// <summary>The largest integer not above, element by element, in place. Returns this.</summary>
            public Tensor floor_() => Unary.ApplyInPlace(new Floor(), this);
        }

        /// <summary>The largest integer not above, element by element.</summary>
        public static Tensor floor(Tensor input) => input.floor();
    }
}
