using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = a − b; gradients grad and −grad.</summary>
    internal readonly struct Sub : IBinaryOp
    {
        public string Name => "sub";
        public bool SavesOperands => false;
        public bool AlwaysFloat => false;
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Subtract(a, b, y);
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Subtract(a, b, y);
        void IBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Subtract(a, b, y);
        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => grad;
        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b) => grad.neg();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>this − target, broadcast.</summary>
            public Tensor sub(Tensor target) => Binary.Apply(new Sub(), this, target);

            /// <summary>this − target.</summary>
            public Tensor sub(Scalar target) => WithScalar.Apply(new AddNumber(target, negated: true), this, target);

            /// <summary>Subtracts target in place. Returns this.</summary>
            public Tensor sub_(Tensor target) => Binary.ApplyInPlace(new Sub(), this, target);

            /// <summary>Subtracts target in place. Returns this.</summary>
            public Tensor sub_(Scalar target) => WithScalar.ApplyInPlace(new AddNumber(target, negated: true), this, target);

            /// <summary>this − target, broadcast.</summary>
            public Tensor subtract(Tensor target) => sub(target);

            /// <summary>this − target.</summary>
            public Tensor subtract(Scalar target) => sub(target);
        }

        /// <summary>left − right, broadcast.</summary>
        public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

        /// <summary>left − right.</summary>
        public static Tensor sub(Tensor left, Scalar right) => left.sub(right);
    }
}
