using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Tensors one after the other along a dimension; the gradient is cut apart again.</summary>
    internal static class Join
    {
        internal static Tensor Cat(IList<Tensor> tensors, long dim)
        {
            if (tensors.Count == 0) throw new ArgumentException("cat: expects at least one tensor.");
            var first = tensors[0];
            var d = Shape.Dimension(dim, first.Layout.Rank, "cat");
            if (first.Layout.Rank == 0) throw new ArgumentException("cat: zero-dimensional tensors cannot be joined; use stack().");
            var sizes = (long[])first.Layout.Sizes.Clone();
            sizes[d] = 0;
            var type = first.dtype;
            var recorded = false;
            foreach (var tensor in tensors)
            {
                var fits = tensor.Layout.Rank == sizes.Length;
                for (var i = 0; fits && i < sizes.Length; i++) fits = i == d || tensor.Layout.Sizes[i] == sizes[i];
                if (!fits)
                    throw new ArgumentException($"cat: shapes {Shape.Text(first.Layout.Sizes)} and {Shape.Text(tensor.Layout.Sizes)} do not match; all sizes except dimension {d} must be equal.");
                sizes[d] += tensor.Layout.Sizes[d];
                type = ElementTypes.Promote(type, tensor.dtype);
                recorded |= GradMode.Records(tensor);
            }
            var result = Tensor.Empty(Layout.Contiguous(sizes), type);
            using (torch.no_grad())
            {
                var start = 0L;
                foreach (var tensor in tensors)
                {
                    using var part = Slice.Apply(result, d, start, start + tensor.Layout.Sizes[d], 1, "cat");
                    Copy.Into(tensor, part);
                    start += tensor.Layout.Sizes[d];
                }
            }
            return recorded ? result.ComputedBy(new CatNode([.. tensors], d)) : result;
        }
    }

    internal sealed class CatNode(Tensor[] inputs, int dim) : Node(inputs)
    {
        private readonly long[] _lengths = [.. inputs.Select(t => t.Layout.Sizes[dim])];

        internal override string Name => "cat";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            var start = 0L;
            for (var i = 0; i < _lengths.Length; start += _lengths[i++])
                if (Needs(i)) inputGrads[i] = Slice.Apply(grad, dim, start, start + _lengths[i], 1, Name);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>The tensors one after the other along <paramref name="dim"/>; all other sizes equal.</summary>
        public static Tensor cat(IList<Tensor> tensors, long dim = 0)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            return Join.Cat(tensors, dim);
        }

        /// <summary>The same as <see cref="cat"/>.</summary>
        public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

        /// <summary>The tensors, all of one shape, along a new dimension <paramref name="dim"/>.</summary>
        public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
        {
            Tensor[] list = [.. tensors];
            if (list.Length == 0) throw new ArgumentException("stack: expects at least one tensor.");
            foreach (var tensor in list)
                if (!Shape.Same(tensor.Layout.Sizes, list[0].Layout.Sizes))
                    throw new ArgumentException($"stack: shapes {Shape.Text(list[0].Layout.Sizes)} and {Shape.Text(tensor.Layout.Sizes)} do not match; all must be equal. To join along a dimension that exists use cat().");
            return cat([.. list.Select(t => t.unsqueeze(dim))], dim);
        }

        /// <summary>The tensors below each other: along dimension 0, vectors as rows.</summary>
        public static Tensor vstack(IList<Tensor> tensors)
            => cat([.. tensors.Select(t => t.Layout.Rank < 2 ? t.reshape(1, -1) : t)], 0);

        /// <summary>The tensors beside each other: along dimension 1, vectors along dimension 0.</summary>
        public static Tensor hstack(IList<Tensor> tensors) => cat(tensors, tensors[0].Layout.Rank < 2 ? 0 : 1);
    }
}
