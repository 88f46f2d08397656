using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The mean of all elements, zero-dimensional.</summary>
        public Tensor mean() => MeanOver([], false, null);

        /// <summary>The mean over the dimensions <paramref name="dimensions"/>; these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => MeanOver(dimensions, keepdim, type);

        private Tensor MeanOver(ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
        {
            if (!(type ?? dtype).IsFloatingPoint())
                throw new InvalidOperationException($"mean: the tensor has type {dtype}; convert it to floating point first, for instance with to_type(ScalarType.Float32).");
            var total = sum(dims, keepdim, type);
            return total.div((double)Layout.Count / total.Layout.Count);
        }

        /// <summary>The variance of all elements; <paramref name="unbiased"/> divides by n − 1.</summary>
        public Tensor var(bool unbiased = true) => VarianceOver([], unbiased, false);

        /// <summary>The variance over the dimensions <paramref name="dimensions"/>, divided by n − 1 if <paramref name="unbiased"/>; these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
            => VarianceOver(dimensions, unbiased, keepdim);

        /// <summary>The variance over one dimension, divided by n − 1 if <paramref name="unbiased"/>; it disappears, or keeps the size 1 with <paramref name="keepdim"/>.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
            => VarianceOver([dim], unbiased, keepdim);

        /// <summary>The standard deviation of all elements; <paramref name="unbiased"/> divides by n − 1.</summary>
        public Tensor std(bool unbiased = true) => var(unbiased).sqrt();

        /// <summary>The standard deviation over the dimensions <paramref name="dimensions"/>, divided by n − 1 if <paramref name="unbiased"/>; these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
            => var(dimensions, unbiased, keepdim, type).sqrt();

        /// <summary>The standard deviation over one dimension, divided by n − 1 if <paramref name="unbiased"/>; it disappears, or keeps the size 1 with <paramref name="keepdim"/>.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
            => var(dim, unbiased, keepdim, type).sqrt();

        private Tensor VarianceOver(ReadOnlySpan<long> dims, bool unbiased, bool keepdim)
        {
            var centred = sub(MeanOver(dims, true, null));
            var squares = centred.mul(centred).sum(dims, keepdim);
            var n = (double)Layout.Count / squares.Layout.Count;
            return squares.div(unbiased ? n - 1 : n);
        }
    }

    /// <summary>The mean of all elements, zero-dimensional.</summary>
    public static Tensor mean(Tensor input) => input.mean();

    /// <summary>The mean over the dimensions <paramref name="dimensions"/>; these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null)
        => input.mean(dimensions, keepdim, type);

    /// <summary>The variance of all elements.</summary>
    public static Tensor var(Tensor input, bool unbiased = true) => input.var(unbiased);

    /// <summary>The standard deviation of all elements.</summary>
    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);
}
