using TorchSharp.Autograd;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Broadcasting of operands and its adjoint, summing a gradient back to an operand's shape.</summary>
    internal static class Broadcasting
    {
        /// <summary>The strides with which a tensor is read as if it had the larger shape: zero along repeated dimensions.</summary>
        internal static long[] Strides(Layout layout, long[] sizes)
        {
            if (ReferenceEquals(layout.Sizes, sizes)) return layout.Strides;
            var strides = new long[sizes.Length];
            var lead = sizes.Length - layout.Rank;
            for (var i = 0; i < layout.Rank; i++)
                strides[lead + i] = layout.Sizes[i] == 1 && sizes[lead + i] != 1 ? 0 : layout.Strides[i];
            return strides;
        }

        internal static void RequireFits(string operation, long[] from, long[] to)
        {
            var fits = from.Length <= to.Length;
            for (var i = 1; fits && i <= from.Length; i++) fits = from[^i] == to[^i] || from[^i] == 1;
            if (!fits)
                throw new ArgumentException(
                    $"{operation}: shape {Shape.Text(from)} cannot be broadcast to {Shape.Text(to)}; aligned at the right, sizes must be equal, or 1 in the first.");
        }

        /// <summary>Sums <paramref name="grad"/> over the dimensions along which an operand of shape <paramref name="sizes"/> was repeated.</summary>
        internal static Tensor SumTo(Tensor grad, long[] sizes)
        {
            var from = grad.Layout.Sizes;
            if (Shape.Same(from, sizes)) return grad;
            var lead = from.Length - sizes.Length;
            // One run of neighbouring dimensions after the other, the last first: such sums need no reordering.
            var summed = grad;
            Span<long> dims = stackalloc long[from.Length];
            for (var end = from.Length; end > 0; end--)
            {
                var start = end;
                while (start > 0 && IsRepeated(start - 1)) start--;
                if (start == end) continue;
                for (var d = start; d < end; d++) dims[d] = d;
                summed = summed.sum(dims[start..end], keepdim: true);
                end = start;
            }
            return lead > 0 ? summed.reshape(sizes) : summed;

            bool IsRepeated(int d) => d < lead || sizes[d - lead] != from[d];
        }
    }

    /// <summary>expand: the gradient is summed over the repeated dimensions.</summary>
    internal sealed class ExpandNode(Tensor input) : Node(input)
    {
        private readonly long[] _sizes = input.Layout.Sizes;

        internal override string Name => "expand";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Broadcasting.SumTo(grad, _sizes);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>A view that repeats dimensions of size 1, and new leading ones, without copying; −1 keeps a size.</summary>
            public Tensor expand(params long[] sizes)
            {
                ArgumentNullException.ThrowIfNull(sizes);
                return expand(sizes.AsSpan());
            }

            /// <summary>A view that repeats dimensions of size 1, and new leading ones, without copying; −1 keeps a size.</summary>
            public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false)
            {
                var target = sizes.ToArray();
                var lead = target.Length - Layout.Rank;
                for (var i = 0; i < target.Length; i++)
                    if (target[i] == -1 && i >= lead) target[i] = Layout.Sizes[i - lead];
                Ops.Broadcasting.RequireFits("expand", Layout.Sizes, target);
                var view = ViewAs(Layout.Strided(target, Ops.Broadcasting.Strides(Layout, target), Layout.Offset));
                return GradMode.Records(this) ? view.ComputedBy(new Ops.ExpandNode(this)) : view;
            }

            /// <summary>A view that repeats dimensions of size 1, and new leading ones, without copying.</summary>
            public Tensor expand(long[] sizes, bool isImplicit = false) => expand(sizes.AsSpan());

            /// <summary>A view with the shape of <paramref name="other"/>.</summary>
            public Tensor expand_as(Tensor other) => expand(other.Layout.Sizes);

            /// <summary>A view that repeats dimensions of size 1, and new leading ones, without copying.</summary>
            public Tensor broadcast_to(params long[] shape) => expand(shape);
        }

        /// <summary>A view of <paramref name="input"/> broadcast to <paramref name="shape"/>.</summary>
        public static Tensor broadcast_to(Tensor input, params long[] shape) => input.expand(shape);

        /// <summary>Views of the tensors in the shape they have in common.</summary>
        public static IList<Tensor> broadcast_tensors(params Tensor[] tensors)
        {
            var shape = tensors.Aggregate(Array.Empty<long>(), (common, next) => Shape.Broadcast(common, next.Layout.Sizes, "broadcast_tensors"));
            return [.. tensors.Select(t => Shape.Same(t.Layout.Sizes, shape) ? t.alias() : t.expand(shape))];
        }
    }
}
