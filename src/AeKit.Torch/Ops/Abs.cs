using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = |x|, dy/dx = sign x, 0 at 0.</summary>
    internal readonly struct Abs : IUnaryOp
    {
        public string Name => "abs";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Abs(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            for (var i = 0; i < dx.Length; i++) dx[i] = T.IsZero(saved[i]) ? T.Zero : T.CopySign(grad[i], grad[i] * saved[i]);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.sign());
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Absolute value, element by element.</summary>
            public Tensor abs() => Unary.Apply(new Abs(), this);

            /// <summary>Absolute value, element by element, in place. Returns this.</summary>
            public Tensor abs_() => Unary.ApplyInPlace(new Abs(), this);
        }

        /// <summary>Absolute value, element by element.</summary>
        public static Tensor abs(Tensor input) => input.abs();
    }
}
