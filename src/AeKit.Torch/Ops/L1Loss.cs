using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>|x − t|, derivative sign(x − t).</summary>
    internal readonly struct AbsoluteError : IElementLoss
    {
        public string Name => "l1_loss";

        void IElementLoss.Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> y)
        {
            TensorPrimitives.Subtract(x, t, y);
            TensorPrimitives.Abs(y, y);
        }

        void IElementLoss.Derivative<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, T factor, Span<T> dx)
        {
            for (var i = 0; i < dx.Length; i++) dx[i] = x[i] == t[i] ? T.Zero : x[i] > t[i] ? factor : -factor;
        }

        public Tensor Slope(Tensor x, Tensor t) => x.sub(t).sign();

        public Tensor Elements(Tensor x, Tensor t) => x.sub(t).abs();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>Absolute error |x − t| of two tensors of the same shape, averaged over all elements unless asked otherwise.</summary>
                public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                    => ElementLoss.Apply(new AbsoluteError(), input, target, null, reduction);
            }
        }
    }
}
