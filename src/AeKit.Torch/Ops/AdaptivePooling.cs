using System.Numerics;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>
    /// Pooling to a given size: window i of n over a dimension of size s is ⌊i·s/n⌋ … ⌈(i + 1)·s/n⌉ − 1. Averages are products
    /// with the matrix of the windows' weights, maxima are taken at positions as in max_pool2d.
    /// </summary>
    internal static class AdaptivePooling
    {
        internal static Tensor Average(Tensor x, ReadOnlySpan<long> sizes, string operation)
        {
            var y = x;
            for (var i = 0; i < sizes.Length; i++)
            {
                // The dimension to pool is turned to the end and back.
                var dim = x.Layout.Rank - sizes.Length + i;
                y = y.transpose(dim, -1).matmul(Weights(x.Layout.Sizes[dim], sizes[i], x.dtype, operation)).transpose(dim, -1);
            }
            return y;
        }

        internal static (Tensor Values, Tensor Positions) Maximum(Tensor x, long height, long width, string operation)
        {
            var planes = x.Layout.Sizes[..^2].Aggregate(1L, (product, size) => product * size);
            var s = new PoolingShape((int)planes, (int)x.Layout.Sizes[^2], (int)x.Layout.Sizes[^1], 0, 0, 0, 0, 0, 0, 0, 0, (int)height, (int)width);
            Require(s.Height, height, operation);
            Require(s.Width, width, operation);
            using var dense = new Dense(x);
            var positions = Tensor.Empty(Pooling2d.Resized(x, s.MapHeight, s.MapWidth), torch.ScalarType.Int64);
            if (x.dtype == torch.ScalarType.Float32) Positions<float>(s, dense.Span<float>(), positions.Span<long>());
            else Positions<double>(s, dense.Span<double>(), positions.Span<long>());
            return (MaxPool2d.Take(x, positions, s, double.NegativeInfinity), positions);
        }

        internal static void RequireRank(Tensor x, int least, string operation, string shapes)
        {
            if (!x.dtype.IsFloatingPoint() || (x.Layout.Rank != least && x.Layout.Rank != least + 1))
                throw new ArgumentException($"{operation}: expected floating-point {shapes}, got {x.dtype} of shape {Shape.Text(x.Layout.Sizes)}.");
        }

        private static void Positions<T>(in PoolingShape s, ReadOnlySpan<T> image, Span<long> positions) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var at = 0;
            for (var p = 0; p < s.Planes; p++)
                for (var y = 0; y < s.MapHeight; y++)
                    for (var x = 0; x < s.MapWidth; x++)
                    {
                        var plane = image.Slice(p * s.ImageSize, s.ImageSize);
                        var (top, bottom) = Window(y, s.Height, s.MapHeight);
                        var (left, right) = Window(x, s.Width, s.MapWidth);
                        var best = top * s.Width + left;
                        for (var row = top; row < bottom; row++)
                            for (var i = row * s.Width + left; i < row * s.Width + right; i++)
                                if (plane[i] > plane[best] || T.IsNaN(plane[i])) best = i;
                        positions[at++] = best;
                    }
        }

        private static Tensor Weights(long size, long count, torch.ScalarType type, string operation)
        {
            Require(size, count, operation);
            var weights = new double[size, count];
            for (var i = 0; i < count; i++)
            {
                var (start, end) = Window(i, (int)size, (int)count);
                for (var j = start; j < end; j++) weights[j, i] = 1.0 / (end - start);
            }
            return torch.tensor(weights, type);
        }

        private static (int Start, int End) Window(int i, int size, int count)
            => ((int)((long)i * size / count), (int)(((long)(i + 1) * size + count - 1) / count));

        private static void Require(long size, long count, string operation)
        {
            if (count < 1 || size < 1) throw new ArgumentException($"{operation}: a dimension of size {size} cannot be pooled to {count}.");
        }
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
                /// <summary>Means over windows that divide the length into <paramref name="output_size"/> parts: [n, c, length] → [n, c, output_size].</summary>
                public static Tensor adaptive_avg_pool1d(Tensor input, long output_size)
                {
                    AdaptivePooling.RequireRank(input, 2, "adaptive_avg_pool1d", "[n, c, length] or [c, length]");
                    return AdaptivePooling.Average(input, [output_size], "adaptive_avg_pool1d");
                }

                /// <summary>Means over windows that divide the image into parts: [n, c, h, w] → [n, c, height, width].</summary>
                public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size)
                {
                    AdaptivePooling.RequireRank(input, 3, "adaptive_avg_pool2d", "[n, c, h, w] or [c, h, w]");
                    return AdaptivePooling.Average(input, Both(output_size, 1), "adaptive_avg_pool2d");
                }

                /// <summary>Means over windows that divide the image into parts: [n, c, h, w] → [n, c, height, width].</summary>
                public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, [output_size.Item1, output_size.Item2]);

                /// <summary>Means over windows that divide the image into parts: [n, c, h, w] → [n, c, size, size].</summary>
                public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size, output_size]);

                /// <summary>Maxima over windows that divide the length into <paramref name="output_size"/> parts: [n, c, length] → [n, c, output_size].</summary>
                public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => adaptive_max_pool1d_with_indices(input, output_size).Values;

                /// <summary>Maxima over windows that divide the length into parts, and their positions, Int64.</summary>
                public static (Tensor Values, Tensor Indices) adaptive_max_pool1d_with_indices(Tensor input, long output_size)
                {
                    AdaptivePooling.RequireRank(input, 2, "adaptive_max_pool1d", "[n, c, length] or [c, length]");
                    var (values, positions) = AdaptivePooling.Maximum(input.unsqueeze(-2), 1, output_size, "adaptive_max_pool1d");
                    return (values.squeeze(-2), positions.squeeze(-2));
                }

                /// <summary>Maxima over windows that divide the image into parts: [n, c, h, w] → [n, c, height, width].</summary>
                public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) => adaptive_max_pool2d_with_indices(input, output_size).Values;

                /// <summary>Maxima over windows that divide the image into parts, and their positions row · w + column within their planes, Int64.</summary>
                public static (Tensor Values, Tensor Indices) adaptive_max_pool2d_with_indices(Tensor input, long[] output_size)
                {
                    AdaptivePooling.RequireRank(input, 3, "adaptive_max_pool2d", "[n, c, h, w] or [c, h, w]");
                    var sizes = Both(output_size, 1);
                    return AdaptivePooling.Maximum(input, sizes[0], sizes[1], "adaptive_max_pool2d");
                }
            }
        }
    }
}
