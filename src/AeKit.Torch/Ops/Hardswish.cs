using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x · (x + 3 limited to 0 … 6)/6 (Howard et al. 2019).</summary>
    internal readonly struct Hardswish : IUnaryOp
    {
        public string Name => "hardswish";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            var three = T.CreateTruncating(3);
            var six = T.CreateTruncating(6);
            for (var i = 0; i < x.Length; i++) y[i] = x[i] * T.Clamp(x[i] + three, T.Zero, six) / six;
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var three = T.CreateTruncating(3);
            var half = T.CreateTruncating(0.5);
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = x < -three ? T.Zero : x > three ? grad[i] : grad[i] * (x / three + half);
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(torch.where(saved.abs().le(3), saved.div(3).add(0.5), saved.gt(0).to_type(grad.dtype)));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>x · (x + 3 limited to 0 … 6)/6.</summary>
            public Tensor hardswish() => Unary.Apply(new Hardswish(), this);
        }

        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>y = x · (x + 3 limited to 0 … 6)/6 (Howard et al. 2019). (in PyTorch: hardswish)</summary>
                public static Tensor hardswish(Tensor input, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Hardswish(), input).alias() : Unary.Apply(new Hardswish(), input);
            }
        }
    }
}
