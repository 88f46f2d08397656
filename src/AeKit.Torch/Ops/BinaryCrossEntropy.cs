using System.Numerics.Tensors;
using TorchSharp.Memory;
using TorchSharp.Kernels;
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
            if (LaneMap.TryRun(new CrossEntropyMap(), x, t, y)) return;
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

        void IElementLoss.Derivative<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, T factor, Span<T> dx)
        {
            if (LaneMap.TryRun(new CrossEntropySlope(float.CreateTruncating(factor)), x, t, dx)) return;
            var slope = Scratch.Inner<T>(x.Length);
            TensorPrimitives.Subtract(T.One, x, slope);
            TensorPrimitives.Multiply(slope, x, slope);
            TensorPrimitives.Max(slope, T.CreateChecked(Least), slope);
            TensorPrimitives.Subtract(x, t, dx);
            TensorPrimitives.Divide(dx, slope, dx);
            TensorPrimitives.Multiply(dx, factor, dx);
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
            if (LaneMap.TryRun(new LogitCrossEntropyMap(), x, t, y)) return;
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

        void IElementLoss.Derivative<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> t, T factor, Span<T> dx)
        {
            if (LaneMap.TryRun(new LogitSlope(float.CreateTruncating(factor)), x, t, dx)) return;
            TensorPrimitives.Sigmoid(x, dx);
            TensorPrimitives.Subtract(dx, t, dx);
            TensorPrimitives.Multiply(dx, factor, dx);
        }

        public Tensor Slope(Tensor x, Tensor t) => x.sigmoid().sub(t);

        public Tensor Elements(Tensor x, Tensor t) => torch.nn.functional.softplus(x).sub(x.mul(t));

        /// <summary>With positive examples weighted by p: (1 − t)x + (1 + (p − 1)t) · softplus(−x).</summary>
        internal static Tensor Elements(Tensor x, Tensor t, Tensor positiveWeights)
            => t.neg().add(1).mul(x).add(positiveWeights.sub(1).mul(t).add(1).mul(torch.nn.functional.softplus(x.neg())));
    }

    /// <summary>NaN unless x is in [0, 1].</summary>
    internal readonly struct CrossEntropyMap : ILaneMap2
    {
        public T Apply<T>(T x, T t) where T : struct, ILanes<T>
        {
            var one = Elementary.LogAboveFloor(x);
            var zero = Elementary.LogAboveFloor(T.Create(1) - x);
            return -T.MultiplyAdd(t, one - zero, zero);
        }
    }

    internal readonly struct CrossEntropySlope(float factor) : ILaneMap2
    {
        public T Apply<T>(T x, T t) where T : struct, ILanes<T>
            => (x - t) * T.Create(factor) / T.Max(T.Create(1e-12f), (T.Create(1) - x) * x);
    }

    internal readonly struct LogitCrossEntropyMap : ILaneMap2
    {
        public T Apply<T>(T x, T t) where T : struct, ILanes<T>
            => T.Max(T.Create(0), x) - x * t + Elementary.Log(T.Create(1) + Elementary.Exp(-T.Abs(x)));
    }

    internal readonly struct LogitSlope(float factor) : ILaneMap2
    {
        public T Apply<T>(T x, T t) where T : struct, ILanes<T> => (Elementary.Sigmoid(x) - t) * T.Create(factor);
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
                    var isSummed = input.dtype == ScalarType.Float32 && weight is null && reduction != Reduction.None;
                    if (!isSummed) RequireProbabilities(input);
                    var loss = ElementLoss.Apply(new CrossEntropyOfProbability(), input, target, weight, reduction);
                    // An input outside makes the sum NaN: only then is it worth looking for one.
                    if (isSummed && float.IsNaN(loss.item<float>())) RequireProbabilities(input);
                    return loss;
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
