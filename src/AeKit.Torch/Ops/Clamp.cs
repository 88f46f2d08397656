using System.Numerics.Tensors;
using TorchSharp.Ops;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = min(max(x, lo), hi), dy/dx = 1 where lo ≤ x ≤ hi, else 0.</summary>
    internal readonly struct Clamp(double lo, double hi) : IUnaryOp
    {
        public string Name => "clamp";
        public bool SavesOutput => false;

        void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Max(x, T.CreateTruncating(lo), y);
            TensorPrimitives.Min(y, T.CreateTruncating(hi), y);
        }

        void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
        {
            var (least, greatest) = (T.CreateTruncating(lo), T.CreateTruncating(hi));
            for (var i = 0; i < dx.Length; i++) dx[i] = saved[i] >= least && saved[i] <= greatest ? grad[i] : T.Zero;
        }

        public Tensor Gradient(Tensor grad, Tensor saved)
            => grad.mul(saved.ge(lo).logical_and(saved.le(hi)).to_type(grad.dtype));
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Limits every element to min … max; null leaves a side open.</summary>
            public Tensor clamp(Scalar? min = null, Scalar? max = null)
            {
                RequireLimit(min, max);
                if (dtype.IsFloatingPoint()) return Unary.Apply(Limits(min, max), this);
                var result = this;
                if (min is not null) result = result.maximum(tensor(min.Integer, dtype));
                if (max is not null) result = result.minimum(tensor(max.Integer, dtype));
                return result;
            }

            /// <summary>Limits every element to min … max in place. Returns this.</summary>
            public Tensor clamp_(Scalar? min = null, Scalar? max = null)
            {
                RequireLimit(min, max);
                return Unary.ApplyInPlace(Limits(min, max), this);
            }

            /// <summary>Limits every element to the corresponding one of min and max, broadcast.</summary>
            public Tensor clamp(Tensor? min = null, Tensor? max = null)
            {
                var result = this;
                if (min is not null) result = result.maximum(min);
                if (max is not null) result = result.minimum(max);
                return result;
            }

            /// <summary>The same as <see cref="clamp(Scalar, Scalar)"/>.</summary>
            public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

            /// <summary>Limits every element to at most max.</summary>
            public Tensor clamp_max(Scalar max) => clamp(null, max);

            /// <summary>Limits every element to at least min.</summary>
            public Tensor clamp_min(Scalar min) => clamp(min, null);

            private static Clamp Limits(Scalar? min, Scalar? max)
                => new(min?.Real ?? double.NegativeInfinity, max?.Real ?? double.PositiveInfinity);

            private static void RequireLimit(Scalar? min, Scalar? max)
            {
                if (min is null && max is null) throw new ArgumentException("clamp: at least one of min and max must be given.");
            }
        }

        /// <summary>Limits every element to min … max; null leaves a side open.</summary>
        public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

        /// <summary>Limits every element to the corresponding one of min and max, broadcast.</summary>
        public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);
    }
}
