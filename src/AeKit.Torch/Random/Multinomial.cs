using System.Numerics;
using TorchSharp.Random;
using TorchSharp.Tensors;
using Generator = TorchSharp.torch.Generator;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Random
{
    /// <summary>Classes drawn with probabilities proportional to weights, by PyTorch's methods and in its order.</summary>
    internal static class Multinomial
    {
        internal static Tensor Draw(Tensor weights, int count, bool replacement, Generator? generator)
        {
            if (!weights.dtype.IsFloatingPoint() || weights.Layout.Rank is not (1 or 2))
                throw new ArgumentException($"multinomial: expected floating-point weights [classes] or [n, classes], got {Shape.Text(weights.Layout.Sizes)} of {weights.dtype}.");
            var classes = (int)weights.Layout.Sizes[^1];
            if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, $"multinomial: the number of samples must be positive, got {count}.");
            if (!replacement && count > classes)
                throw new ArgumentOutOfRangeException(nameof(count), count, $"multinomial: {count} samples cannot be drawn without replacement from {classes} classes.");
            using var dense = new Dense(weights);
            return weights.dtype == torch.ScalarType.Float32
                ? Draw<float>(dense.Tensor, classes, count, replacement, generator)
                : Draw<double>(dense.Tensor, classes, count, replacement, generator);
        }

        private static Tensor Draw<T>(Tensor weights, int classes, int count, bool replacement, Generator? generator) where T : unmanaged, IFloatingPointIeee754<T>
        {
            RequireWeights<T>(weights.Span<T>(), classes);
            if (!replacement) return Race<T>(weights, count, generator);
            generator ??= Generator.Default;
            using var turn = generator.Turn.EnterScope();
            var result = Tensor.Empty(Layout.Contiguous([.. weights.Layout.Sizes[..^1], count]), torch.ScalarType.Int64);
            var cumulative = new T[classes];
            var p = weights.Span<T>();
            var y = result.Span<long>();
            for (int row = 0, at = 0; at < y.Length; row += classes)
            {
                var sum = T.Zero;
                for (var i = 0; i < classes; i++) cumulative[i] = sum += p[row + i];
                for (var i = 0; i < classes; i++) cumulative[i] /= sum;
                cumulative[^1] = T.One;
                for (var i = 0; i < count; i++) y[at++] = FirstAtLeast(cumulative, generator.NextDouble());
            }
            return result;
        }

        // The largest of pᵢ/qᵢ with qᵢ from the exponential distribution is class i with probability pᵢ; the next ones are
        // draws without replacement (Efraimidis and Spirakis 2006). From version 2 on PyTorch draws single samples with
        // replacement in this way too.
        private static Tensor Race<T>(Tensor weights, int count, Generator? generator) where T : unmanaged, IFloatingPointIeee754<T>
        {
            using var noGrad = torch.no_grad();
            using var scope = torch.NewDisposeScope();
            var times = torch.empty_like(weights).exponential_(1, generator);
            var race = weights.detach().div(times);
            return race.topk(count).indexes.MoveToOuterDisposeScope();
        }

        private static int FirstAtLeast<T>(ReadOnlySpan<T> cumulative, double sample) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (left, right) = (0, cumulative.Length);
            while (left < right)
            {
                var middle = left + (right - left) / 2;
                if (double.CreateTruncating(cumulative[middle]) < sample) left = middle + 1;
                else right = middle;
            }
            return left;
        }

        private static void RequireWeights<T>(ReadOnlySpan<T> weights, int classes) where T : unmanaged, IFloatingPointIeee754<T>
        {
            for (var row = 0; row < weights.Length; row += classes)
            {
                var sum = T.Zero;
                for (var i = row; i < row + classes; i++)
                {
                    if (!(weights[i] >= T.Zero) || T.IsInfinity(weights[i]))
                        throw new ArgumentException($"multinomial: weights must be finite and not negative, but weight {i - row} of row {row / classes} is {weights[i]}.");
                    sum += weights[i];
                }
                if (!(sum > T.Zero)) throw new ArgumentException($"multinomial: the weights of row {row / classes} are all zero.");
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>
        /// Draws <paramref name="num_samples"/> classes per row of nonnegative weights [classes] or [n, classes] → Int64
        /// [num_samples] or [n, num_samples] (in PyTorch: torch.multinomial).
        /// </summary>
        public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null)
            => Multinomial.Draw(input, (int)num_samples, replacement, generator);

        /// <summary>Normal numbers with the mean and standard deviation that stand at the same place, broadcast.</summary>
        public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null)
        {
            using var scope = NewDisposeScope();
            var noise = empty(Shape.Broadcast(mean.Layout.Sizes, std.Layout.Sizes, "normal"), mean.dtype).normal_(0, 1, generator);
            return noise.mul(std).add(mean).MoveToOuterDisposeScope();
        }

        public partial class Tensor
        {
            /// <summary>Draws classes with probabilities proportional to these weights, see <see cref="torch.multinomial"/>.</summary>
            public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null)
                => Multinomial.Draw(this, (int)num_samples, replacement, generator);

            /// <summary>Draws every element from the exponential distribution of rate <paramref name="lambda"/>. Returns this.</summary>
            public Tensor exponential_(double lambda = 1, Generator? generator = null)
                => Drawn("exponential_", t => Sampling.Exponential(t, lambda, generator));
        }
    }
}
