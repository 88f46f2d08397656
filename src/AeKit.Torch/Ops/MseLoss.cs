using System.Numerics.Tensors;
using TorchSharp.Kernels;
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
            if (LaneMap.TryRun(new SquaredErrorMap(), x, t, y)) return;
            TensorPrimitives.Subtract(x, t, y);
            TensorPrimitives.Multiply(y, y, y);
        }

        void IElementLoss.Derivative<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, T factor, Span<T> dx)
        {
            if (LaneMap.TryRun(new SquaredErrorSlope(float.CreateTruncating(factor)), x, t, dx)) return;
            TensorPrimitives.Subtract(x, t, dx);
            TensorPrimitives.Multiply(dx, factor + factor, dx);
        }

        public Tensor Slope(Tensor x, Tensor t) => x.sub(t).mul(2);

        public Tensor Elements(Tensor x, Tensor t) => x.sub(t).pow(2);
    }

    internal readonly struct SquaredErrorMap : ILaneMap2
    {
        public T Apply<T>(T x, T t) where T : struct, ILanes<T> => (x - t) * (x - t);
    }

    internal readonly struct SquaredErrorSlope(float factor) : ILaneMap2
    {
        public T Apply<T>(T x, T t) where T : struct, ILanes<T> => (x - t) * T.Create(2 * factor);
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
