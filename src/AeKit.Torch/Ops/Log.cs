using System.Numerics.Tensors;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = ln x, dy/dx = 1/x.</summary>
    internal readonly struct Log : IUnaryOp
    {
        public string Name => "log";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            if (!LaneMap.TryRun(new LogMap(), x, y)) TensorPrimitives.Log(x, y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Divide(grad, saved, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.div(saved);
    }

    internal readonly struct LogMap : ILaneMap
    {
        public T Apply<T>(T x) where T : struct, ILanes<T> => Elementary.Log(x);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Natural logarithm, element by element.</summary>
            public Tensor log() => Unary.Apply(new Log(), this);

            /// <summary>Natural logarithm, element by element, in place. Returns this.</summary>
            public Tensor log_() => Unary.ApplyInPlace(new Log(), this);
        }

        /// <summary>Natural logarithm, element by element.</summary>
        public static Tensor log(Tensor input) => input.log();
    }
}
