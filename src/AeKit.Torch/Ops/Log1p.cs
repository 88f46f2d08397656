using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = ln(1 + x), dy/dx = 1/(1 + x).</summary>
    internal readonly struct Log1p : IUnaryOp
    {
        public string Name => "log1p";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            for (var i = 0; i < x.Length; i++) y[i] = T.LogP1(x[i]);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            TensorPrimitives.Add(saved, T.One, dx);
            TensorPrimitives.Divide(grad, dx, dx);
        }

        public Tensor Gradient(Tensor grad, Tensor saved) => grad.div(saved.add(1));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>ln(1 + this), element by element.</summary>
            public Tensor log1p() => Unary.Apply(new Log1p(), this);

            /// <summary>ln(1 + this), element by element, in place. Returns this.</summary>
            public Tensor log1p_() => Unary.ApplyInPlace(new Log1p(), this);
        }

        /// <summary>ln(1 + this), element by element.</summary>
        public static Tensor log1p(Tensor input) => input.log1p();
    }
}
