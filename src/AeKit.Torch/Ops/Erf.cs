using System.Numerics.Tensors;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = erf x, dy/dx = 2/√π · e^(−x²).</summary>
    internal readonly struct Erf : IUnaryOp
    {
        private const double TwoOverSqrtPi = 1.1283791670955126;
        public string Name => "erf";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = T.CreateTruncating(ErrorFunction.Erf(double.CreateTruncating(x[i])));
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Multiply(saved, saved, dx);
            TensorPrimitives.Negate(dx, dx);
            TensorPrimitives.Exp(dx, dx);
            TensorPrimitives.Multiply(dx, T.CreateChecked(TwoOverSqrtPi), dx);
            TensorPrimitives.Multiply(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.mul(saved).neg().exp().mul(TwoOverSqrtPi));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Error function, element by element.</summary>
            public Tensor erf() => Unary.Apply(new Erf(), this);

            /// <summary>Error function, element by element, in place. Returns this.</summary>
            public Tensor erf_() => Unary.ApplyInPlace(new Erf(), this);
        }

        /// <summary>Error function, element by element.</summary>
        public static Tensor erf(Tensor input) => input.erf();
    }
}
