using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = a + b; both gradients are grad.</summary>
    internal readonly struct Add : IBinaryOp
    {
        public string Name => "add";
        public bool SavesOperands => false;
        public bool AlwaysFloat => false;
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Add(a, b, y);
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Add(a, b, y);
        void IBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Add(b, a, y);
        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => grad;
        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b) => grad;
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>this + target, broadcast.</summary>
            public Tensor add(Tensor target) => Binary.Apply(new Add(), this, target);

            /// <summary>this + alpha · target, broadcast.</summary>
            public Tensor add(Tensor target, Scalar alpha) => add(target.mul(alpha));

            /// <summary>this + scalar.</summary>
            public Tensor add(Scalar scalar) => WithScalar.Apply(new AddNumber(scalar), this, scalar);

            /// <summary>this + alpha · scalar.</summary>
            public Tensor add(Scalar scalar, Scalar alpha) => add((Scalar)(scalar.Real * alpha.Real));

            /// <summary>Adds target in place. Returns this.</summary>
            public Tensor add_(Tensor target) => Binary.ApplyInPlace(new Add(), this, target);

            /// <summary>Adds alpha · target in place. Returns this.</summary>
            public Tensor add_(Tensor target, Scalar alpha)
            {
                using var scaled = target.mul(alpha);
                return add_(scaled);
            }

            /// <summary>Adds scalar in place. Returns this.</summary>
            public Tensor add_(Scalar scalar) => WithScalar.ApplyInPlace(new AddNumber(scalar), this, scalar);
        }

        /// <summary>left + right, broadcast.</summary>
        public static Tensor add(Tensor left, Tensor right) => left.add(right);

        /// <summary>left + right.</summary>
        public static Tensor add(Tensor left, Scalar right) => left.add(right);

        /// <summary>left + alpha · right, broadcast.</summary>
        public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);
    }
}
