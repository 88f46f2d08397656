using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x/(1 + |x|).</summary>
    internal readonly struct Softsign : IUnaryOp
    {
        public string Name => "softsign";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] / (T.One + T.Abs(x[i]));
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = grad[i] / ((T.One + T.Abs(x)) * (T.One + T.Abs(x)));
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.div(saved.abs().add(1).pow(2));
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
                /// <summary>y = x/(1 + |x|). (in PyTorch: softsign)</summary>
                public static Tensor softsign(Tensor x, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Softsign(), x).alias() : Unary.Apply(new Softsign(), x);
            }
        }
    }
}
