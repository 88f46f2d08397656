using TorchSharp.Kernels;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = erf⁻¹ x, dy/dx = √π/2 · e^(y²).</summary>
    internal readonly struct Erfinv : IUnaryOp
    {
        private const double HalfSqrtPi = 0.88622692545275801;
        public string Name => "erfinv";
        public bool SavesOutput => true;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = T.CreateTruncating(InverseErrorFunction.Erfinv(double.CreateTruncating(x[i])));
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            for (var i = 0; i < dx.Length; i++) dx[i] = grad[i] * T.CreateTruncating(HalfSqrtPi) * T.Exp(saved[i] * saved[i]);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.mul(saved).exp().mul(HalfSqrtPi));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Inverse of the error function, element by element: for −1 … 1, ±∞ at the ends.</summary>
            public Tensor erfinv() => Unary.Apply(new Erfinv(), this);

            /// <summary>Inverse of the error function, element by element, in place. Returns this.</summary>
            public Tensor erfinv_() => Unary.ApplyInPlace(new Erfinv(), this);
        }

        /// <summary>Inverse of the error function, element by element.</summary>
        public static Tensor erfinv(Tensor input) => input.erfinv();
    }
}
