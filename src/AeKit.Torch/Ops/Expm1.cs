using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = eˣ − 1, dy/dx = y + 1.</summary>
    internal readonly struct Expm1 : IUnaryOp
    {
        public string Name => "expm1";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = T.ExpM1(x[i]);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Add(saved, T.One, dx);
            TensorPrimitives.Multiply(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.add(1));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>eˣ − 1, element by element.</summary>
            public Tensor expm1() => Unary.Apply(new Expm1(), this);

            /// <summary>eˣ − 1, element by element, in place. Returns this.</summary>
            public Tensor expm1_() => Unary.ApplyInPlace(new Expm1(), this);
        }

        /// <summary>eˣ − 1, element by element.</summary>
        public static Tensor expm1(Tensor input) => input.expm1();
    }
}
