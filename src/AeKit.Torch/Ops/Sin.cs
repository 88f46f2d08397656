using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = sin x, dy/dx = cos x.</summary>
    internal readonly struct Sin : IUnaryOp
    {
        public string Name => "sin";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Sin(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Cos(saved, dx);
            TensorPrimitives.Multiply(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.cos());
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Sine, of radians, element by element.</summary>
            public Tensor sin() => Unary.Apply(new Sin(), this);

            /// <summary>Sine, of radians, element by element, in place. Returns this.</summary>
            public Tensor sin_() => Unary.ApplyInPlace(new Sin(), this);
        }

        /// <summary>Sine, of radians, element by element.</summary>
        public static Tensor sin(Tensor input) => input.sin();
    }
}
