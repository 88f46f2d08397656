using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = max(a, b); the gradient goes to the larger operand, half to each where they are equal.</summary>
    internal readonly struct Maximum : IBinaryOp
    {
        public string Name => "maximum";
        public bool SavesOperands => true;
        public bool AlwaysFloat => false;
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Max(a, b, y);
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Max(a, b, y);
        void IBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Max(b, a, y);
        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => Preference.Share(grad, a.gt(b), a.eq(b));
        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b) => Preference.Share(grad, b.gt(a), a.eq(b));
    }

    /// <summary>y = min(a, b); the gradient goes to the smaller operand, half to each where they are equal.</summary>
    internal readonly struct Minimum : IBinaryOp
    {
        public string Name => "minimum";
        public bool SavesOperands => true;
        public bool AlwaysFloat => false;
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Min(a, b, y);
        void IBinaryOp.Forward<T>(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Min(a, b, y);
        void IBinaryOp.Forward<T>(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Min(b, a, y);
        public Tensor GradientLeft(Tensor grad, Tensor a, Tensor b) => Preference.Share(grad, a.lt(b), a.eq(b));
        public Tensor GradientRight(Tensor grad, Tensor a, Tensor b) => Preference.Share(grad, b.lt(a), a.eq(b));
    }

    internal static class Preference
    {
        internal static Tensor Share(Tensor grad, Tensor chosen, Tensor tied)
            => grad.mul(chosen.to_type(grad.dtype).add(tied.to_type(grad.dtype).mul(0.5)));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The larger of each pair of elements, broadcast.</summary>
            public Tensor maximum(Tensor other) => Binary.Apply(new Maximum(), this, other);

            /// <summary>The smaller of each pair of elements, broadcast.</summary>
            public Tensor minimum(Tensor other) => Binary.Apply(new Minimum(), this, other);

            /// <summary>The larger of each pair of elements, broadcast.</summary>
            public Tensor max(Tensor other) => maximum(other);

            /// <summary>The smaller of each pair of elements, broadcast.</summary>
            public Tensor min(Tensor other) => minimum(other);
        }

        /// <summary>The larger of each pair of elements, broadcast.</summary>
        public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

        /// <summary>The smaller of each pair of elements, broadcast.</summary>
        public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);
    }
}
