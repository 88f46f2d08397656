using System.Numerics.Tensors;
using TorchSharp.Memory;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>
    /// −(t ln x + (1 − t) ln(1 − x)) for probabilities x, logarithms cut at −100 as in PyTorch;
    /// derivative (x − t) / max(x(1 − x), 1e-12).
    /// </summary>
    internal readonly struct CrossEntropyOfProbability : IElementLoss
    {
        private const double LogFloor = -100;
        private const double Least = 1e-12;

        public string Name => "binary_cross_entropy";

        void IElementLoss.Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> y)
        {
            var floor = T.CreateChecked(LogFloor);
            var term = Scratch.Inner<T>(x.Length);
            TensorPrimitives.Log(x, y);
            TensorPrimitives.Max(y, floor, y);
            TensorPrimitives.Multiply(y, t, y);
            TensorPrimitives.Subtract(T.One, x, term);
            TensorPrimitives.Log(term, term);
            TensorPrimitives.Max(term, floor, term);
            // y = t·ln x + (1 − t)·ln(1 − x) = y + term − t·term, then the sign.
            TensorPrimitives.Add(y, term, y);
            TensorPrimitives.Multiply(term, t, term);
            TensorPrimitives.Subtract(term, y, y);
        }

        void IElementLoss.Derivative<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> dx)
        {
            var slope = Scratch.Inner<T>(x.Length);
            TensorPrimitives.Subtract(T.One, x, slope);
            TensorPrimitives.Multiply(slope, x, slope);
            TensorPrimitives.Max(slope, T.CreateChecked(Least), slope);
            TensorPrimitives.Subtract(x, t, dx);
            TensorPrimitives.Divide(dx, slope, dx);
        }

        public Tensor Slope(Tensor x, Tensor t) => x.sub(t).div(x.neg().add(1).mul(x).clamp_min(Least));

        public Tensor Elements(Tensor x, Tensor t)
            => t.mul(x.log().clamp_min(LogFloor)).add(t.neg().add(1).mul(x.neg().add(1).log().clamp_min(LogFloor))).neg();
    }

    /// <summary>max(x, 0) − x·t + ln(1 + e^−|x|) for logits x, which never overflows; derivative σ(x) − t.</summary>
    internal readonly struct CrossEntropyOfLogit : IElementLoss
    {
        public string Name => "binary_cross_entropy_with_logits";

        void IElementLoss.Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> y)
        {
            var term = Scratch.Inner<T>(x.Length);
            TensorPrimitives.Abs(x, y);
            TensorPrimitives.Negate(y, y);
            TensorPrimitives.Exp(y, y);
            TensorPrimitives.Add(y, T.One, y);
            TensorPrimitives.Log(y, y);
            TensorPrimitives.Max(x, T.Zero, term);
            TensorPrimitives.Add(y, term, y);
            TensorPrimitives.Multiply(x, t, term);
            TensorPrimitives.Subtract(y, term, y);
        }

        void IElementLoss.Derivative<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, Span<T> dx)
        {
            TensorPrimitives.Sigmoid(x, dx);
            TensorPrimitives.Subtract(dx, t, dx);
        }

        public Tensor Slope(Tensor x, Tensor t) => x.sigmoid().sub(t);

        public Tensor Elements(Tensor x, Tensor t) => torch.nn.functional.softplus(x).sub(x.mul(t));

        /// <summary>With positive examples weighted by p: (1 − t)x + (1 + (p − 1)t) · softplus(−x).</summary>
        internal static Tensor Elements(Tensor x, Tensor t, Tensor positiveWeights)
            => t.neg().add(1).mul(x).add(positiveWeights.sub(1).mul(t).add(1).mul(torch.nn.functional.softplus(x.neg())));
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
                /// <summary>
                /// Binary cross-entropy −(t ln x + (1 − t) ln(1 − x)) in nats: probabilities x and targets t in [0, 1] of
                /// the same shape, averaged over all elements unless asked otherwise; <paramref name="weight"/> is broadcast.
                /// </summary>
                public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
                {
                    RequireProbabilities(input);
                    return ElementLoss.Apply(new CrossEntropyOfProbability(), input, target, weight, reduction);
                }

                /// <summary>
                /// Binary cross-entropy of logits x and targets t of the same shape, that is of the probabilities σ(x), in
                /// nats; numerically safe. <paramref name="pos_weights"/> weighs positive targets.
                /// </summary>
                public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
                {
                    if (pos_weights is null) return ElementLoss.Apply(new CrossEntropyOfLogit(), input, target, weight, reduction);
                    var elements = CrossEntropyOfLogit.Elements(input, target, pos_weights);
                    return ElementLoss.Reduce(weight is null ? elements : elements.mul(weight), reduction);
                }

                private static void RequireProbabilities(Tensor input)
                {
                    if (input.Layout.Count == 0 || !input.is_floating_point()) return;
                    using var dense = new Dense(input);
                    var (least, greatest) = input.dtype == ScalarType.Float32
                        ? ((double)TensorPrimitives.Min<float>(dense.Span<float>()), (double)TensorPrimitives.Max<float>(dense.Span<float>()))
                        : (TensorPrimitives.Min<double>(dense.Span<double>()), TensorPrimitives.Max<double>(dense.Span<double>()));
                    if (!(least >= 0 && greatest <= 1))
                        throw new ArgumentException($"binary_cross_entropy: inputs must be probabilities in [0, 1], but they span {least} … {greatest}. Apply sigmoid() first, or use binary_cross_entropy_with_logits.");
                }
            }
        }
    }
}
