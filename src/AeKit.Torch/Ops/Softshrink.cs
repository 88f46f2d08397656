using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x moved towards 0 by λ, and 0 where |x| ≤ λ.</summary>
    internal readonly struct Softshrink(double lambda) : IUnaryOp
    {
        public string Name => "softshrink";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            var limit = T.CreateTruncating(lambda);
            for (var i = 0; i < x.Length; i++) y[i] = T.Abs(x[i]) > limit ? x[i] - T.CopySign(limit, x[i]) : T.Zero;
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var limit = T.CreateTruncating(lambda);
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = T.Abs(x) > limit ? grad[i] : T.Zero;
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.abs().gt(lambda).to_type(grad.dtype));
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
                /// <summary>y = x moved towards 0 by λ, and 0 where |x| ≤ λ. (in PyTorch: softshrink)</summary>
                public static Tensor softshrink(Tensor x, double lambda = 0.5) => Unary.Apply(new Softshrink(lambda), x);
            }
        }
    }
}
