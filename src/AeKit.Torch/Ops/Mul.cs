using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = a · b element-wise; gradients grad · b and grad · a.</summary>
    internal readonly struct Mul : IBinaryOp
    {
        public string Name => "mul";
        public bool SavesOperands => true;
        public bool AlwaysFloat => false;
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Multiply(a, b, y);
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Multiply(a, b, y);
        void IBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Multiply(b, a, y);
        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => grad.mul(b);
        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b) => grad.mul(a);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>this · target element by element, broadcast.</summary>
            public Tensor mul(Tensor target) => Binary.Apply(new Mul(), this, target);

            /// <summary>this · target.</summary>
            public Tensor mul(Scalar target) => WithScalar.Apply(new MulNumber(target), this, target);

            /// <summary>Multiplies in place. Returns this.</summary>
            public Tensor mul_(Tensor target) => Binary.ApplyInPlace(new Mul(), this, target);

            /// <summary>Multiplies in place. Returns this.</summary>
            public Tensor mul_(Scalar target) => WithScalar.ApplyInPlace(new MulNumber(target), this, target);

            /// <summary>this · target element by element, broadcast.</summary>
            public Tensor multiply(Tensor target) => mul(target);

            /// <summary>this · target.</summary>
            public Tensor multiply(Scalar target) => mul(target);
        }

        /// <summary>left · right element by element, broadcast.</summary>
        public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

        /// <summary>left · right.</summary>
        public static Tensor mul(Tensor left, Scalar right) => left.mul(right);
    }
}
