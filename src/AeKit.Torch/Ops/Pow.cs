using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = xᵖ for a number p, dy/dx = p · xᵖ⁻¹.</summary>
    internal readonly struct PowNumber(double exponent) : IUnaryOp
    {
        public string Name => "pow";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            switch (exponent)
            {
                case 0: y.Fill(T.One); break;
                case 1: x.CopyTo(y); break;
                case 2: TensorPrimitives.Multiply(x, x, y); break;
                case 0.5: TensorPrimitives.Sqrt(x, y); break;
                case -1: TensorPrimitives.Divide(T.One, x, y); break;
                default:
                    if (exponent == 3) for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i] * x[i];
                    else for (var i = 0; i < x.Length; i++) y[i] = T.Pow(x[i], T.CreateTruncating(exponent));
                    break;
            }
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var p = T.CreateTruncating(exponent);
            if (exponent == 0) dx.Clear();
            else if (exponent == 2) TensorPrimitives.Multiply(saved, p, dx);
            else for (var i = 0; i < dx.Length; i++) dx[i] = p * T.Pow(saved[i], p - T.One);
            TensorPrimitives.Multiply(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved)
            => exponent == 0 ? torch.zeros_like(grad) : grad.mul(saved.pow(exponent - 1).mul(exponent));
    }

    /// <summary>y = aᵇ; gradients grad · b · aᵇ⁻¹ and grad · aᵇ · ln a.</summary>
    internal readonly struct Pow : IBinaryOp
    {
        public string Name => "pow";
        public bool SavesOperands => true;
        public bool AlwaysFloat => false;

        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(Math.Pow(double.CreateTruncating(a[i]), double.CreateTruncating(b[i])));
        }

        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(Math.Pow(double.CreateTruncating(a[i]), double.CreateTruncating(b)));
        }

        void IBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y)
        {
            for (var i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b[i])));
        }

        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => grad.mul(b.mul(a.pow(b.sub(1))));

        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b)
            => grad.mul(torch.where(a.eq(0).logical_and(b.ge(0)), torch.zeros_like(grad), a.pow(b).mul(a.log())));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>this to the power <paramref name="exponent"/>, broadcast.</summary>
            public Tensor pow(Tensor exponent) => Binary.Apply(new Pow(), this, exponent);

            /// <summary>this to the power <paramref name="exponent"/>, element by element.</summary>
            public Tensor pow(Scalar exponent)
                => dtype.IsFloatingPoint() || exponent.Type.IsFloatingPoint()
                    ? Unary.Apply(new PowNumber(exponent.Real), this)
                    : Binary.Apply(new Pow(), this, tensor(exponent.Integer, ScalarType.Int64));

            /// <summary>Raises to a power in place. Returns this.</summary>
            public Tensor pow_(Scalar exponent) => Unary.ApplyInPlace(new PowNumber(exponent.Real), this);

            /// <summary>this², element by element.</summary>
            public Tensor square() => pow(2);
        }

        /// <summary>left to the power <paramref name="exponent"/>, broadcast.</summary>
        public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

        /// <summary>left to the power <paramref name="exponent"/>, element by element.</summary>
        public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

        /// <summary>input², element by element.</summary>
        public static Tensor square(Tensor input) => input.pow(2);
    }
}
