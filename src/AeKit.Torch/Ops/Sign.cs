using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = −1, 0 or 1; its gradient is 0.</summary>
    internal readonly struct Sign : IUnaryOp
    {
        public string Name => "sign";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = T.IsNaN(x[i]) ? x[i] : T.CreateTruncating(T.Sign(x[i]));
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
            /// <summary>−1, 0 or 1, element by element.</summary>
            public Tensor sign() => Unary.Apply(new Sign(), this);

            /// <summary>−1, 0 or 1, element by element, in place. Returns this.</summary>
            public Tensor sign_() => Unary.ApplyInPlace(new Sign(), this);
        }

        /// <summary>−1, 0 or 1, element by element.</summary>
        public static Tensor sign(Tensor input) => input.sign();
    }
}
