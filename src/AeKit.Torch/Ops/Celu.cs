using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x where x &gt; 0, otherwise α(e^(x/α) − 1).</summary>
    internal readonly struct Celu(double alpha) : IUnaryOp
    {
        public string Name => "celu";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            var a = T.CreateTruncating(alpha);
            for (var i = 0; i < x.Length; i++) y[i] = x[i] > T.Zero ? x[i] : a * T.ExpM1(x[i] / a);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var a = T.CreateTruncating(alpha);
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = x > T.Zero ? grad[i] : grad[i] * T.Exp(x / a);
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(torch.where(saved.gt(0), torch.ones([], grad.dtype), saved.clamp_max(0).div(alpha).exp()));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>x where x &gt; 0, otherwise eˣ − 1.</summary>
            public Tensor celu() => Unary.Apply(new Celu(1), this);

            /// <summary>x where x &gt; 0, otherwise alpha(e^(x/alpha) − 1).</summary>
            public Tensor celu(Scalar alpha) => Unary.Apply(new Celu(alpha.Real), this);
        }

        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>y = x where x &gt; 0, otherwise α(e^(x/α) − 1). (in PyTorch: celu)</summary>
                public static Tensor celu(Tensor x, double alpha, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Celu(alpha), x).alias() : Unary.Apply(new Celu(alpha), x);
            }
        }
    }
}
