using System.Numerics;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Order along a dimension; equal elements keep theirs, NaN counts as largest. Values are gathered, which carries the gradient.</summary>
    internal static class Sort
    {
        internal static Tensor Positions(Tensor x, int dim, bool descending)
        {
            if (x.Layout.Rank == 0) return torch.zeros([], torch.ScalarType.Int64);
            var last = x.Layout.Rank - 1;
            var moved = x.detach().transpose(dim, last);
            using var dense = new Dense(moved, x.dtype.IsFloatingPoint() ? torch.ScalarType.Float64 : torch.ScalarType.Int64);
            var order = Tensor.Empty(Layout.Contiguous(moved.Layout.Sizes), torch.ScalarType.Int64);
            var n = (int)moved.Layout.Sizes[last];
            if (x.dtype.IsFloatingPoint()) Run<double>(dense.Span<double>(), order.Span<long>(), n, descending);
            else Run<long>(dense.Span<long>(), order.Span<long>(), n, descending);
            return order.transpose(dim, last).contiguous();
        }

        private static void Run<T>(ReadOnlySpan<T> x, Span<long> order, int n, bool descending) where T : unmanaged, INumber<T>
        {
            var row = new (T Value, int Position)[n];
            for (var start = 0; start < x.Length; start += n)
            {
                for (var i = 0; i < n; i++) row[i] = (x[start + i], i);
                Array.Sort(row, (a, b) =>
                {
                    var compared = Compare(a.Value, b.Value);
                    return compared == 0 ? a.Position.CompareTo(b.Position) : descending ? -compared : compared;
                });
                for (var i = 0; i < n; i++) order[start + i] = row[i].Position;
            }
        }

        private static int Compare<T>(T a, T b) where T : INumber<T>
        {
            if (T.IsNaN(a)) return T.IsNaN(b) ? 0 : 1;
            return T.IsNaN(b) ? -1 : a.CompareTo(b);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The elements in order along <paramref name="dim"/>, and where they stood (Int64).</summary>
            public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
            {
                var order = argsort(dim, descending);
                return (Layout.Rank == 0 ? alias() : gather(dim, order), order);
            }

            /// <summary>The positions of the elements in order along <paramref name="dim"/>; Int64.</summary>
            public Tensor argsort(long dim = -1, bool descending = false)
                => Sort.Positions(this, Shape.Dimension(dim, Layout.Rank, "argsort"), descending);

            /// <summary>The k largest (or smallest) elements along <paramref name="dim"/>, and where they stood (Int64).</summary>
            public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
            {
                var d = Shape.Dimension(dim, Layout.Rank, "topk");
                if (k < 0 || (Layout.Rank > 0 && k > Layout.Sizes[d]))
                    throw new ArgumentOutOfRangeException(nameof(k), k, $"topk: dimension {d} of shape {Shape.Text(Layout.Sizes)} has no {k} elements.");
                var order = argsort(d, descending: largest).narrow(d, 0, k).contiguous();
                return (gather(d, order), order);
            }

            /// <summary>The elements in reverse order along the given dimensions.</summary>
            public Tensor flip(params long[] dims)
            {
                ArgumentNullException.ThrowIfNull(dims);
                var result = this;
                foreach (var dim in dims)
                {
                    var d = Shape.Dimension(dim, Layout.Rank, "flip");
                    result = result.index_select(d, arange(Layout.Sizes[d] - 1, -1, -1));
                }
                return ReferenceEquals(result, this) ? clone() : result;
            }

            /// <summary>Copies beside each other: dimension i <c>sizes[i]</c> times; missing leading dimensions are added.</summary>
            public Tensor repeat(params long[] sizes)
            {
                ArgumentNullException.ThrowIfNull(sizes);
                var lead = sizes.Length - Layout.Rank;
                if (lead < 0) throw new ArgumentException($"repeat: {sizes.Length} repetitions for a tensor of shape {Shape.Text(Layout.Sizes)}; give at least one per dimension.");
                long[] own = [.. Enumerable.Repeat(1L, lead), .. Layout.Sizes];
                var apart = reshape([.. own.SelectMany(s => new[] { 1, s })]);
                var spread = apart.expand([.. own.SelectMany((s, i) => new[] { sizes[i], s })]);
                return spread.clone().reshape([.. own.Select((s, i) => s * sizes[i])]);
            }

            /// <summary>The product of all elements, zero-dimensional.</summary>
            public Tensor prod(ScalarType? type = null)
            {
                var result = (type is { } t ? to_type(t) : dtype.IsFloatingPoint() ? this : to_type(ScalarType.Int64)).reshape(-1);
                // Pairs, then pairs of pairs: differentiable, and as deep as the logarithm of the length.
                while (result.Layout.Count > 1)
                {
                    var half = result.Layout.Count / 2;
                    var pairs = result.narrow(0, 0, half).mul(result.narrow(0, half, half));
                    result = result.Layout.Count % 2 == 0 ? pairs : cat([pairs, result.narrow(0, 2 * half, 1)]);
                }
                return result.Layout.Count == 0 ? ones([], result.dtype) : result.reshape();
            }
        }

        /// <summary>The k largest (or smallest) elements along <paramref name="dim"/>, and where they stood.</summary>
        public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true)
            => tensor.topk(k, dim, largest, sorted);

        /// <summary>The elements in reverse order along the given dimensions.</summary>
        public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);
    }
}
