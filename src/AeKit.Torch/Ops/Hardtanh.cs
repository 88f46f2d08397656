using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x limited to min … max; no gradient at the limits.</summary>
    internal readonly struct Hardtanh(double min_val, double max_val) : IUnaryOp
    {
        public string Name => "hardtanh";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            var least = T.CreateTruncating(min_val);
            var most = T.CreateTruncating(max_val);
            for (var i = 0; i < x.Length; i++) y[i] = T.Clamp(x[i], least, most);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var least = T.CreateTruncating(min_val);
            var most = T.CreateTruncating(max_val);
            for (var i = 0; i < dx.Length; i++)
            {
                var x = saved[i];
                dx[i] = x > least && x < most ? grad[i] : T.Zero;
            }
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.mul(saved.gt(min_val).logical_and(saved.lt(max_val)).to_type(grad.dtype));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>This limited to min … max, without gradient at the limits.</summary>
            public Tensor hardtanh(Scalar min, Scalar max) => Unary.Apply(new Hardtanh(min.Real, max.Real), this);

            /// <summary>This limited to 0 … 6.</summary>
            public Tensor relu6() => Unary.Apply(new Hardtanh(0, 6), this);
        }

        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>y = x limited to min … max; no gradient at the limits. (in PyTorch: hardtanh)</summary>
                public static Tensor hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false) => inplace ? Unary.ApplyInPlace(new Hardtanh(min_val, max_val), x).alias() : Unary.Apply(new Hardtanh(min_val, max_val), x);

                /// <summary>x limited to 0 … 6, without gradient at the limits. (in PyTorch: relu6)</summary>
                public static Tensor relu6(Tensor x, bool inplace = false) => hardtanh(x, 0, 6, inplace);
            }
        }
    }
}
