using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x rounded, halves to even, at a number of decimals; its gradient is 0.</summary>
    internal readonly struct Round(int decimals) : IUnaryOp
    {
        public string Name => "round";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            if (decimals == 0)
            {
                TensorPrimitives.Round(x, y);
                return;
            }
            var scale = T.CreateChecked(Math.Pow(10, decimals));
            TensorPrimitives.Multiply(x, scale, y);
            TensorPrimitives.Round(y, y);
            TensorPrimitives.Divide(y, scale, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx) => dx.Clear();

        public Tensor Gradient(Tensor grad, Tensor saved) => torch.zeros_like(grad);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Rounded to a number of decimals, halves to even.</summary>
            public Tensor round(long decimals = 0L) => Unary.Apply(new Round((int)decimals), this);

            /// <summary>Rounds to a number of decimals, halves to even, in place. Returns this.</summary>
            public Tensor round_(long decimals = 0L) => Unary.ApplyInPlace(new Round((int)decimals), this);
        }

        /// <summary>Rounded to a number of decimals, halves to even.</summary>
        public static Tensor round(Tensor input, long decimals = 0L) => input.round(decimals);
    }
}
