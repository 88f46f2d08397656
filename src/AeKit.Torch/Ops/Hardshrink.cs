using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x where |x| &gt; λ, otherwise 0.</summary>
    internal readonly struct Hardshrink(double lambda) : IUnaryOp
    {
        public string Name => "hardshrink";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            var limit = T.CreateTruncating(lambda);
            for (var i = 0; i < x.Length; i++) y[i] = T.Abs(x[i]) > limit ? x[i] : T.Zero;
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
                /// <summary>y = x where |x| &gt; λ, otherwise 0. (in PyTorch: hardshrink)</summary>
                public static Tensor hardshrink(Tensor x, double lambda = 0.5) => Unary.Apply(new Hardshrink(lambda), x);
            }
        }
    }
}
