using System.Numerics;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = a / b rounded down or towards zero; its gradient is 0.</summary>
    internal readonly struct DivRounded(torch.RoundingMode mode) : IBinaryOp
    {
        public string Name => "div";
        public bool SavesOperands => false;
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

        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => torch.zeros_like(grad);

        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b) => torch.zeros_like(grad);

        private T Of<T>(T a, T b) where T : unmanaged, INumber<T>
        {
            if (typeof(T) == typeof(float)) return T.CreateTruncating(Quotient(float.CreateTruncating(a), float.CreateTruncating(b)));
            if (typeof(T) == typeof(double)) return T.CreateTruncating(Quotient(double.CreateTruncating(a), double.CreateTruncating(b)));
            var quotient = a / b;
            return mode == torch.RoundingMode.floor && !T.IsZero(a % b) && T.IsNegative(a) != T.IsNegative(b) ? quotient - T.One : quotient;
        }

        // Rounded down as Python's // does, from the exact remainder: ⌊1 / 0.1⌋ is 9, as 0.1 is a little more than a tenth.
        private T Quotient<T>(T a, T b) where T : IFloatingPointIeee754<T>
        {
            if (mode == torch.RoundingMode.trunc || T.IsZero(b)) return T.Truncate(a / b);
            var remainder = a % b;
            var quotient = (a - remainder) / b;
            if (!T.IsZero(remainder) && T.IsNegative(b) != T.IsNegative(remainder)) quotient -= T.One;
            if (T.IsZero(quotient)) return T.CopySign(T.Zero, a / b);
            var floor = T.Floor(quotient);
            return quotient - floor > T.CreateTruncating(0.5) ? floor + T.One : floor;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>How <see cref="Tensor.div(Tensor, RoundingMode)"/> rounds.</summary>
        public enum RoundingMode
        {
            /// <summary>Not at all: true division.</summary>
            None,
            /// <summary>Towards zero.</summary>
            trunc,
            /// <summary>Down, as Python's //.</summary>
            floor,
        }
    }
}
