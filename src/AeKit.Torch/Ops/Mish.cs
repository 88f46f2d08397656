using System.Numerics;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x · tanh(ln(1 + eˣ)) (Misra 2019).</summary>
    internal readonly struct Mish : IUnaryOp
    {
        public string Name => "mish";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] * T.Tanh(Softplus(x[i]));
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = grad[i] * Slope(x);
            }
        }

        private static T Softplus<T>(T x) where T : IFloatingPointIeee754<T> => T.Max(x, T.Zero) + T.LogP1(T.Exp(-T.Abs(x)));

        private static T Slope<T>(T x) where T : IFloatingPointIeee754<T>
        {
            var t = T.Tanh(Softplus(x));
            return t + x * (T.One - t * t) / (T.One + T.Exp(-x));
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.softplus().tanh().add(saved.mul(saved.sigmoid()).mul(saved.softplus().tanh().pow(2).neg().add(1))));
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
                /// <summary>y = x · tanh(ln(1 + eˣ)) (Misra 2019). (in PyTorch: mish)</summary>
                public static Tensor mish(Tensor x, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Mish(), x).alias() : Unary.Apply(new Mish(), x);
            }
        }
    }
}
