using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x where x &gt; threshold, otherwise a value.</summary>
    internal readonly struct Threshold(double threshold, double value) : IUnaryOp
    {
        public string Name => "threshold";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            var limit = T.CreateTruncating(threshold);
            var low = T.CreateTruncating(value);
            for (var i = 0; i < x.Length; i++) y[i] = x[i] > limit ? x[i] : low;
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var limit = T.CreateTruncating(threshold);
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = x > limit ? grad[i] : T.Zero;
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.gt(threshold).to_type(grad.dtype));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>This where it exceeds the threshold, otherwise the value.</summary>
            public Tensor threshold(Scalar threshold, Scalar value) => Unary.Apply(new Threshold(threshold.Real, value.Real), this);
        }

        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>y = x where x &gt; threshold, otherwise a value. (in PyTorch: threshold)</summary>
                public static Tensor threshold(Tensor x, double threshold, double value, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Threshold(threshold, value), x).alias() : Unary.Apply(new Threshold(threshold, value), x);
            }
        }
    }
}
