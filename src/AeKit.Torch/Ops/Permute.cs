using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>A view with reordered dimensions; the gradient is ordered back.</summary>
    internal static class Permute
    {
        internal static Tensor Apply(Tensor x, int[] order)
        {
            var sizes = new long[order.Length];
            var strides = new long[order.Length];
            for (var i = 0; i < order.Length; i++) (sizes[i], strides[i]) = (x.Layout.Sizes[order[i]], x.Layout.Strides[order[i]]);
            var view = x.ViewAs(Layout.Strided(sizes, strides, x.Layout.Offset));
            return GradMode.Records(x) ? view.ComputedBy(new PermuteNode(x, order)) : view;
        }

        /// <summary>A view with two dimensions exchanged.</summary>
        internal static Tensor Swap(Tensor x, int a, int b)
        {
            var (sizes, strides) = ((long[])x.Layout.Sizes.Clone(), (long[])x.Layout.Strides.Clone());
            if (sizes.Length > 0) (sizes[a], sizes[b], strides[a], strides[b]) = (sizes[b], sizes[a], strides[b], strides[a]);
            var view = x.ViewAs(Layout.Strided(sizes, strides, x.Layout.Offset));
            return GradMode.Records(x) ? view.ComputedBy(new SwapNode(x, a, b)) : view;
        }
    }

    internal sealed class PermuteNode(Tensor input, int[] order) : Node(input)
    {
        internal override string Name => "permute";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            var inverse = new int[order.Length];
            for (var i = 0; i < order.Length; i++) inverse[order[i]] = i;
            inputGrads[0] = Permute.Apply(grad, inverse);
        }
    }

    internal sealed class SwapNode(Tensor input, int a, int b) : Node(input)
    {
        internal override string Name => "transpose";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Permute.Swap(grad, a, b);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>A view whose dimension i is dimension <c>permutation[i]</c> of this.</summary>
            public Tensor permute(params long[] permutation)
            {
                ArgumentNullException.ThrowIfNull(permutation);
                var order = permutation.Select(d => Shape.Dimension(d, Layout.Rank, "permute")).ToArray();
                if (order.Length != Layout.Rank || order.Distinct().Count() != order.Length)
                    throw new ArgumentException($"permute: {Shape.Text(permutation)} must name each of the {Layout.Rank} dimensions once.");
                return Permute.Apply(this, order);
            }

            /// <summary>A view with two dimensions exchanged: [2, 3, 4] → [2, 4, 3] for 1 and 2.</summary>
            public Tensor transpose(long dim0, long dim1)
                => Permute.Swap(this, Shape.Dimension(dim0, Layout.Rank, "transpose"), Shape.Dimension(dim1, Layout.Rank, "transpose"));

            /// <summary>The transpose of a matrix, as a view: [m, n] → [n, m].</summary>
            public Tensor t()
            {
                if (Layout.Rank > 2) throw new InvalidOperationException($"t: expects at most 2 dimensions, got shape {Shape.Text(Layout.Sizes)}; use transpose(dim0, dim1) or permute().");
                return Layout.Rank < 2 ? alias() : transpose(0, 1);
            }

            /// <summary>A view with all dimensions in reverse order.</summary>
            public Tensor T => Permute.Apply(this, [.. Enumerable.Range(0, Layout.Rank).Reverse()]);

            /// <summary>A view with the last two dimensions exchanged.</summary>
            public Tensor mT => transpose(-2, -1);
        }

        /// <summary>A view with reordered dimensions.</summary>
        public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

        /// <summary>A view with two dimensions exchanged.</summary>
        public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

        /// <summary>The transpose of a matrix, as a view: [m, n] → [n, m].</summary>
        public static Tensor t(Tensor input) => input.t();
    }
}
