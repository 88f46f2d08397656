using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>(x − t)², derivative 2(x − t).</summary>
    internal readonly struct SquaredError : IElementLoss
    {
        public string Name => "mse_loss";

        void IElementLoss.Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> y)
        {
            TensorPrimitives.Subtract(x, t, y);
            TensorPrimitives.Multiply(y, y, y);
        }

        void IElementLoss.Derivative<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> dx)
        {
            TensorPrimitives.Subtract(x, t, dx);
            TensorPrimitives.Add(dx, dx, dx);
        }

        public Tensor Slope(Tensor x, Tensor t) => x.sub(t).mul(2);

        public Tensor Elements(Tensor x, Tensor t) => x.sub(t).pow(2);
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
                /// <summary>Squared error (x − t)² of two tensors of the same shape, averaged over all elements unless asked otherwise.</summary>
                public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
                    => ElementLoss.Apply(new SquaredError(), input, target, null, reduction);
            }
        }
    }
}
