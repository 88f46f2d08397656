using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x/6 + ½ limited to 0 … 1.</summary>
    internal readonly struct Hardsigmoid : IUnaryOp
    {
        public string Name => "hardsigmoid";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            var sixth = T.CreateTruncating(1.0 / 6);
            var half = T.CreateTruncating(0.5);
            for (var i = 0; i < x.Length; i++) y[i] = T.Clamp(x[i] * sixth + half, T.Zero, T.One);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var sixth = T.CreateTruncating(1.0 / 6);
            var three = T.CreateTruncating(3);
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = T.Abs(x) < three ? grad[i] * sixth : T.Zero;
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.abs().lt(3).to_type(grad.dtype).div(6));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>x/6 + ½ limited to 0 … 1.</summary>
            public Tensor hardsigmoid() => Unary.Apply(new Hardsigmoid(), this);
        }

        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>y = x/6 + ½ limited to 0 … 1. (in PyTorch: hardsigmoid)</summary>
                public static Tensor hardsigmoid(Tensor input, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Hardsigmoid(), input).alias() : Unary.Apply(new Hardsigmoid(), input);
            }
        }
    }
}
