using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = λx where x &gt; 0, otherwise λα(eˣ − 1), with the constants that keep mean 0 and variance 1 (Klambauer et al. 2017).</summary>
    internal readonly struct Selu : IUnaryOp
    {
        private const double Alpha = 1.6732632423543772;
        private const double Scale = 1.0507009873554805;

        public string Name => "selu";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            var scale = T.CreateTruncating(Scale);
            var low = T.CreateTruncating(Scale * Alpha);
            for (var i = 0; i < x.Length; i++) y[i] = x[i] > T.Zero ? scale * x[i] : low * T.ExpM1(x[i]);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var scale = T.CreateTruncating(Scale);
            var low = T.CreateTruncating(Scale * Alpha);
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = grad[i] * (x > T.Zero ? scale : low * T.Exp(x));
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(torch.where(saved.gt(0), torch.full([], Scale, grad.dtype), saved.clamp_max(0).exp().mul(Scale * Alpha)));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Self-normalising exponential unit: λx where x &gt; 0, otherwise λα(eˣ − 1).</summary>
            public Tensor selu() => Unary.Apply(new Selu(), this);
        }

        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>y = λx where x &gt; 0, otherwise λα(eˣ − 1), with the constants that keep mean 0 and variance 1 (Klambauer et al. 2017). (in PyTorch: selu)</summary>
                public static Tensor selu(Tensor x, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Selu(), x).alias() : Unary.Apply(new Selu(), x);
            }
        }
    }
}
