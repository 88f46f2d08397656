using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = a / b; gradients grad / b and −grad · a / b².</summary>
    internal readonly struct Div : IBinaryOp
    {
        public string Name => "div";
        public bool SavesOperands => true;
        public bool AlwaysFloat => true;
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Divide(a, b, y);
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Divide(a, b, y);
        void IBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Divide(a, b, y);
        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => grad.div(b);
        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b) => grad.neg().mul(a.div(b).div(b));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>this / target, broadcast; integers give floating point unless the quotient is rounded.</summary>
            public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
                => rounding_mode == RoundingMode.None ? Binary.Apply(new Div(), this, target) : Binary.Apply(new DivRounded(rounding_mode), this, target);

            /// <summary>this / target; integers give floating point unless the quotient is rounded.</summary>
            public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
                => rounding_mode == RoundingMode.None ? WithScalar.Apply(new DivNumber(target), this, target) : div(full([], target, target.Type), rounding_mode);

            /// <summary>Divides in place. Returns this.</summary>
            public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
                => rounding_mode == RoundingMode.None ? Binary.ApplyInPlace(new Div(), this, target) : Binary.ApplyInPlace(new DivRounded(rounding_mode), this, target);

            /// <summary>Divides in place. Returns this.</summary>
            public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
                => rounding_mode == RoundingMode.None ? WithScalar.ApplyInPlace(new DivNumber(target), this, target) : div_(full([], target, target.Type), rounding_mode);

            /// <summary>this / target, broadcast.</summary>
            public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

            /// <summary>this / target.</summary>
            public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);
        }

        /// <summary>left / right, broadcast.</summary>
        public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

        /// <summary>left / right.</summary>
        public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);
    }
}
