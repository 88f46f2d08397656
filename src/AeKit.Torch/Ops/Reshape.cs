using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>The same elements in another shape: the gradient takes the old shape.</summary>
    internal static class Reshape
    {
        /// <summary>A view of <paramref name="x"/>, whose elements must allow it.</summary>
        internal static Tensor View(Tensor x, ReadOnlySpan<long> sizes, string operation)
        {
            var layout = x.Layout.IsContiguous ? x.Layout.Reshaped(sizes) : Layout.Strided(sizes.ToArray(), StridesFor(x.Layout, sizes)
                ?? throw new InvalidOperationException(
                    $"{operation}: a tensor of shape {Shape.Text(x.Layout.Sizes)} and strides {Shape.Text(x.Layout.Strides)} cannot be viewed as {Shape.Text(sizes)} without copying; use reshape()."), x.Layout.Offset);
            var view = x.ViewAs(layout);
            return GradMode.Records(x) ? view.ComputedBy(new ReshapeNode(x, operation)) : view;
        }

        internal static bool CanView(Tensor x, ReadOnlySpan<long> sizes) => x.Layout.IsContiguous || StridesFor(x.Layout, sizes) is not null;

        // Only dropping or inserting dimensions of size 1 is recognised on strided tensors; all else is copied.
        private static long[]? StridesFor(Layout layout, ReadOnlySpan<long> sizes)
        {
            var strides = new long[sizes.Length];
            var from = 0;
            for (var i = 0; i < sizes.Length; i++)
            {
                if (sizes[i] == 1)
                {
                    strides[i] = 1;
                    continue;
                }
                while (from < layout.Rank && layout.Sizes[from] == 1) from++;
                if (from == layout.Rank || layout.Sizes[from] != sizes[i]) return null;
                strides[i] = layout.Strides[from++];
            }
            while (from < layout.Rank && layout.Sizes[from] == 1) from++;
            return from == layout.Rank ? strides : null;
        }
    }

    internal sealed class ReshapeNode(Tensor input, string name) : Node(input)
    {
        private readonly long[] _sizes = input.Layout.Sizes;

        internal override string Name => name;

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = grad.reshape(_sizes);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The elements in another shape; one size may be −1. A view where possible, otherwise a copy.</summary>
            public Tensor reshape(params long[] shape)
            {
                ArgumentNullException.ThrowIfNull(shape);
                return ReshapedTo(shape);
            }

            private Tensor ReshapedTo(ReadOnlySpan<long> shape)
            {
                Span<long> sizes = stackalloc long[shape.Length];
                Shape.Infer(shape, Layout.Sizes, Layout.Count, "reshape", sizes);
                return Reshape.CanView(this, sizes) ? Reshape.View(this, sizes, "reshape") : Reshape.View(clone(), sizes, "reshape");
            }

            /// <summary>A view of the elements in another shape; one size may be −1.</summary>
            public Tensor view(params long[] shape)
            {
                ArgumentNullException.ThrowIfNull(shape);
                Span<long> sizes = stackalloc long[shape.Length];
                Shape.Infer(shape, Layout.Sizes, Layout.Count, "view", sizes);
                return Reshape.View(this, sizes, "view");
            }

            /// <summary>The elements in the shape of <paramref name="other"/>.</summary>
            public Tensor view_as(Tensor other) => view(other.Layout.Sizes);

            /// <summary>Merges the dimensions from <paramref name="start_dim"/> to <paramref name="end_dim"/> into one: [2, 3, 4] → [24] or, from dimension 1, [2, 12].</summary>
            public Tensor flatten(long start_dim = 0, long end_dim = -1)
            {
                if (Layout.Rank == 0) return ReshapedTo([1]);
                var first = Shape.Dimension(start_dim, Layout.Rank, "flatten");
                var last = Shape.Dimension(end_dim, Layout.Rank, "flatten");
                if (first > last) throw new ArgumentException($"flatten: start_dim {start_dim} comes after end_dim {end_dim}.");
                long merged = 1;
                for (var i = first; i <= last; i++) merged *= Layout.Sizes[i];
                return ReshapedTo([.. Layout.Sizes[..first], merged, .. Layout.Sizes[(last + 1)..]]);
            }

            /// <summary>Splits dimension <paramref name="dim"/> into <paramref name="sizes"/>, of which one may be −1: [2, 12] → [2, 3, 4].</summary>
            public Tensor unflatten(long dim, params long[] sizes)
            {
                var d = Shape.Dimension(dim, Layout.Rank, "unflatten");
                Span<long> inner = stackalloc long[sizes.Length];
                Shape.Infer(sizes, [Layout.Sizes[d]], Layout.Sizes[d], "unflatten", inner);
                return ReshapedTo([.. Layout.Sizes[..d], .. inner, .. Layout.Sizes[(d + 1)..]]);
            }

            /// <summary>All elements in one dimension, row by row.</summary>
            public Tensor ravel() => ReshapedTo([-1]);

            /// <summary>Inserts a dimension of size 1 at <paramref name="dim"/>: [3] → [1, 3] at 0, [3, 1] at 1 or −1.</summary>
            public Tensor unsqueeze(long dim)
            {
                var d = Shape.Dimension(dim, Layout.Rank + 1, "unsqueeze");
                return Reshape.View(this, [.. Layout.Sizes[..d], 1, .. Layout.Sizes[d..]], "unsqueeze");
            }

            /// <summary>Removes dimension <paramref name="dim"/> if its size is 1; all such dimensions if null.</summary>
            public Tensor squeeze(long? dim = null)
            {
                if (dim is not { } given) return Reshape.View(this, [.. Layout.Sizes.Where(s => s != 1)], "squeeze");
                var d = Shape.Dimension(given, Layout.Rank, "squeeze");
                return Layout.Rank == 0 || Layout.Sizes[d] != 1 ? alias() : Reshape.View(this, [.. Layout.Sizes[..d], .. Layout.Sizes[(d + 1)..]], "squeeze");
            }
        }

        /// <summary>The elements in another shape.</summary>
        public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

        /// <summary>Merges dimensions into one.</summary>
        public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

        /// <summary>Inserts a dimension of size 1.</summary>
        public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

        /// <summary>Removes dimensions of size 1.</summary>
        public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);
    }
}
