using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How an enlarged image gets its pixels, in <see cref="nn.functional.interpolate"/>.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest pixel.</summary>
        Nearest = 0,
        /// <summary>Between two neighbours of a signal.</summary>
        Linear = 1,
        /// <summary>Between four neighbours of an image.</summary>
        Bilinear = 2,
        /// <summary>Not supported.</summary>
        Bicubic = 3,
        /// <summary>Not supported.</summary>
        Trilinear = 4,
        /// <summary>Not supported.</summary>
        Area = 5,
        /// <summary>Not supported.</summary>
        NearestExact = 6,
    }

    /// <summary>How an enlarged image gets its pixels, in <see cref="Modules.Upsample"/>.</summary>
    public enum UpsampleMode
    {
        /// <summary>The nearest pixel.</summary>
        Nearest = 0,
        /// <summary>Between two neighbours of a signal.</summary>
        Linear = 1,
        /// <summary>Between four neighbours of an image.</summary>
        Bilinear = 2,
        /// <summary>Not supported.</summary>
        Bicubic = 3,
        /// <summary>Not supported.</summary>
        Trilinear = 4,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>
            /// Resizes the dimensions after the channels of [n, c, length] or [n, c, h, w] to <paramref name="size"/> or by
            /// <paramref name="scale_factor"/>, one number for all or one each; modes Nearest, Linear and Bilinear (in PyTorch: interpolate).
            /// </summary>
            /// <param name="x">The signals or images.</param>
            /// <param name="size">The sizes to reach.</param>
            /// <param name="scale_factor">Or the factors to enlarge by.</param>
            /// <param name="mode">Where the new elements come from.</param>
            /// <param name="align_corners">Whether, between neighbours, the first and last elements keep their places rather than the outer edges.</param>
            /// <param name="recompute_scale_factor">Whether positions follow from the sizes, which are rounded down, rather than from the factor.</param>
            /// <param name="antialias">Must be false.</param>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                var rank = x.Layout.Rank - 2;
                if (rank is not (1 or 2) || (mode is InterpolationMode.Linear && rank != 1) || (mode is InterpolationMode.Bilinear && rank != 2))
                    throw new ArgumentException($"interpolate: expected [n, c, length] or [n, c, h, w] (Linear: the first, Bilinear: the second), got shape {Shape.Text(x.Layout.Sizes)}.");
                if (size is null == scale_factor is null) throw new ArgumentException("interpolate: give either size or scale_factor.");
                if (antialias || mode is not (InterpolationMode.Nearest or InterpolationMode.Linear or InterpolationMode.Bilinear))
                    throw new NotSupportedException($"interpolate: the managed engine supports the modes Nearest, Linear and Bilinear, not {mode}{(antialias ? " with antialias" : "")}.");
                if ((size?.Length ?? scale_factor!.Length) is var given && given != 1 && given != rank)
                    throw new ArgumentException($"interpolate: {given} numbers for {rank} dimensions; give one, or one each.");
                var y = x;
                for (var i = 0; i < rank; i++)
                {
                    var from = x.Layout.Sizes[2 + i];
                    double? factor = scale_factor?[scale_factor.Length == 1 ? 0 : i];
                    var to = size?[size.Length == 1 ? 0 : i] ?? (long)Math.Floor(from * factor!.Value);
                    if (to < 1 || from < 1) throw new ArgumentException($"interpolate: a dimension of size {from} cannot get size {to}.");
                    var step = factor is { } f && !recompute_scale_factor ? 1 / f : (double)from / to;
                    y = mode == InterpolationMode.Nearest ? Nearest(y, 2 + i, from, to, step) : Between(y, 2 + i, from, to, step, align_corners ?? false);
                }
                return ReferenceEquals(y, x) ? x.alias() : y;
            }

            private static Tensor Nearest(Tensor x, int dim, long from, long to, double step)
            {
                if (to % from == 0 && step * to == from)
                {
                    // Each element repeated, as a view with one more dimension: its gradient is a plain sum.
                    long[] repeated = [.. x.Layout.Sizes[..(dim + 1)], to / from, .. x.Layout.Sizes[(dim + 1)..]];
                    return x.unsqueeze(dim + 1).expand(repeated).reshape([.. x.Layout.Sizes[..dim], to, .. x.Layout.Sizes[(dim + 1)..]]);
                }
                var sources = new long[to];
                for (var i = 0; i < to; i++) sources[i] = Math.Min((long)MathF.Floor(i * (float)step), from - 1);
                return x.index_select(dim, tensor(sources));
            }

            private static Tensor Between(Tensor x, int dim, long from, long to, double step, bool alignCorners)
            {
                var weights = new double[from, to];
                for (var i = 0; i < to; i++)
                {
                    var at = alignCorners ? (to > 1 ? i * ((from - 1.0) / (to - 1)) : 0) : Math.Max((i + 0.5) * step - 0.5, 0);
                    var left = Math.Min((long)at, from - 1);
                    var right = Math.Min(left + 1, from - 1);
                    weights[left, i] += 1 - (at - left);
                    weights[right, i] += at - left;
                }
                return x.transpose(dim, -1).matmul(tensor(weights, x.dtype)).transpose(dim, -1);
            }
        }
    }
}
