using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = a − b⌊a/b⌋, of the sign of b; gradients grad and −grad · ⌊a/b⌋.</summary>
    internal readonly struct Remainder : IBinaryOp
    {
        public string Name => "remainder";
        public bool SavesOperands => true;
        public bool AlwaysFloat => false;

        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++) y[i] = Of(a[i], b[i]);
        }

        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++) y[i] = Of(a[i], b);
        }

        void IBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++) y[i] = Of(a, b[i]);
        }

        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => grad;

        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b) => grad.mul(a.div(b).floor()).neg();

        private static T Of<T>(T a, T b) where T : System.Numerics.INumber<T>
        {
            var r = a % b;
            return !T.IsZero(r) && T.IsNegative(r) != T.IsNegative(b) ? r + b : r;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The remainder of division, of the sign of the divisor, broadcast.</summary>
            public Tensor remainder(Tensor target) => Binary.Apply(new Remainder(), this, target);

            /// <summary>The remainder of division, of the sign of the divisor.</summary>
            public Tensor remainder(Scalar scalar) => Binary.Apply(new Remainder(), this, full([], scalar, scalar.Type));

            /// <summary>The remainder of division, broadcast.</summary>
            public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

            /// <summary>The remainder of division.</summary>
            public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);
        }
    }
}
