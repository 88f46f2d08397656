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
            /// <summary>this / target, broadcast; integers give floating point.</summary>
            public Tensor div(Tensor target) => Binary.Apply(new Div(), this, target);

            /// <summary>this / target; integers give floating point.</summary>
            public Tensor div(Scalar target) => WithScalar.Apply(new DivNumber(target), this, target);

            /// <summary>Divides in place. Returns this.</summary>
            public Tensor div_(Tensor target) => Binary.ApplyInPlace(new Div(), this, target);

            /// <summary>Divides in place. Returns this.</summary>
            public Tensor div_(Scalar target) => WithScalar.ApplyInPlace(new DivNumber(target), this, target);

            /// <summary>this / target, broadcast.</summary>
            public Tensor divide(Tensor target) => div(target);

            /// <summary>this / target.</summary>
            public Tensor divide(Scalar target) => div(target);
        }

        /// <summary>left / right, broadcast.</summary>
        public static Tensor div(Tensor left, Tensor right) => left.div(right);

        /// <summary>left / right.</summary>
        public static Tensor div(Tensor left, Scalar right) => left.div(right);
    }
}
