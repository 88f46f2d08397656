using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x − tanh x.</summary>
    internal readonly struct Tanhshrink : IUnaryOp
    {
        public string Name => "tanhshrink";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] - T.Tanh(x[i]);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = grad[i] * T.Tanh(x) * T.Tanh(x);
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.tanh().pow(2));
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
                /// <summary>y = x − tanh x. (in PyTorch: tanhshrink)</summary>
                public static Tensor tanhshrink(Tensor x, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Tanhshrink(), x).alias() : Unary.Apply(new Tanhshrink(), x);
            }
        }
    }
}
