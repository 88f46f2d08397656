using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Every step-th element along one dimension, as a view; the gradient is zero elsewhere.</summary>
    internal static class Slice
    {
        internal static Tensor Apply(Tensor x, int dim, long start, long finish, long step, string operation)
        {
            if (x.Layout.Rank == 0) throw new InvalidOperationException($"{operation}: a zero-dimensional tensor has no dimension to slice.");
            if (step <= 0) throw new ArgumentException($"{operation}: the step must be positive, got {step}.");
            var size = x.Layout.Sizes[dim];
            start = Math.Clamp(start < 0 ? start + size : start, 0, size);
            finish = Math.Clamp(finish < 0 ? finish + size : finish, start, size);
            var sizes = (long[])x.Layout.Sizes.Clone();
            var strides = (long[])x.Layout.Strides.Clone();
            sizes[dim] = (finish - start + step - 1) / step;
            strides[dim] *= step;
            var view = x.ViewAs(Layout.Strided(sizes, strides, x.Layout.Offset + start * x.Layout.Strides[dim]));
            return GradMode.Records(x) ? view.ComputedBy(new SliceNode(x, dim, start, finish, step)) : view;
        }
    }

    internal sealed class SliceNode(Tensor input, int dim, long start, long finish, long step) : Node(input)
    {
        private readonly long[] _sizes = input.Layout.Sizes;

        internal override string Name => "slice";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Placed(grad);

        private Tensor Placed(Tensor grad)
        {
            var result = torch.zeros(_sizes, grad.dtype);
            using (torch.no_grad())
            {
                using var part = Slice.Apply(result, dim, start, finish, step, Name);
                Copy.Into(grad, part);
            }
            return GradMode.Records(grad) ? result.ComputedBy(new PlaceNode(grad, dim, start, finish, step)) : result;
        }
    }

    /// <summary>The adjoint of a slice: its own gradient is the slice again.</summary>
    internal sealed class PlaceNode(Tensor input, int dim, long start, long finish, long step) : Node(input)
    {
        internal override string Name => "slice_backward";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Slice.Apply(grad, dim, start, finish, step, Name);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>A view of positions start, start + step, … below finish along <paramref name="dim"/>; Python's x[start:finish:step]. Negative positions count from the end, those beyond it are cut off.</summary>
            public Tensor slice(long dim, long start, long finish, long step)
                => Slice.Apply(this, Shape.Dimension(dim, Layout.Rank, "slice"), start, finish, step, "slice");

            /// <summary>A view of <paramref name="length"/> positions from <paramref name="start"/> along <paramref name="dim"/>.</summary>
            public Tensor narrow(long dim, long start, long length)
            {
                var d = Shape.Dimension(dim, Layout.Rank, "narrow");
                if (start < 0) start += Layout.Sizes[d];
                if (start < 0 || length < 0 || start + length > Layout.Sizes[d])
                    throw new ArgumentOutOfRangeException(nameof(length), $"narrow: positions {start} … {start + length - 1} are outside dimension {d} of shape {Shape.Text(Layout.Sizes)}.");
                return Slice.Apply(this, d, start, start + length, 1, "narrow");
            }

            /// <summary>A view of position <paramref name="index"/> of <paramref name="dim"/>, which disappears.</summary>
            public Tensor select(long dim, long index)
            {
                var d = Shape.Dimension(dim, Layout.Rank, "select");
                if (Layout.Rank == 0) throw new InvalidOperationException("A zero-dimensional tensor cannot be indexed; use item<T>().");
                var size = Layout.Sizes[d];
                if (index < -size || index >= size)
                    throw new ArgumentOutOfRangeException(nameof(index), index, $"Index {index} is out of range for dimension {d} of shape {Shape.Text(Layout.Sizes)}.");
                if (index < 0) index += size;
                return Slice.Apply(this, d, index, index + 1, 1, "select").squeeze(d);
            }

            /// <summary>Pieces of <paramref name="size"/> positions along <paramref name="dim"/>, the last one possibly smaller; views.</summary>
            public Tensor[] split(long size, int dim = 0)
            {
                var d = Shape.Dimension(dim, Layout.Rank, "split");
                if (size <= 0) throw new ArgumentException($"split: the size of a piece must be positive, got {size}.");
                var pieces = (Layout.Sizes[d] + size - 1) / size;
                return [.. Enumerable.Range(0, (int)Math.Max(pieces, 1)).Select(i => Slice.Apply(this, d, i * size, Math.Min((i + 1) * size, Layout.Sizes[d]), 1, "split"))];
            }

            /// <summary>Pieces of the given sizes, which must add up, along <paramref name="dim"/>; views.</summary>
            public Tensor[] split(long[] sizes, long dim = 0)
            {
                ArgumentNullException.ThrowIfNull(sizes);
                var d = Shape.Dimension(dim, Layout.Rank, "split");
                if (sizes.Sum() != Layout.Sizes[d])
                    throw new ArgumentException($"split: sizes {Shape.Text(sizes)} must add up to {Layout.Sizes[d]}, the size of dimension {d} of shape {Shape.Text(Layout.Sizes)}.");
                var start = 0L;
                return [.. sizes.Select(size => Slice.Apply(this, d, start, start += size, 1, "split"))];
            }

            /// <summary>At most <paramref name="chunks"/> pieces of equal size along <paramref name="dim"/>; views.</summary>
            public Tensor[] chunk(long chunks, long dim = 0L)
            {
                var d = Shape.Dimension(dim, Layout.Rank, "chunk");
                return split(Math.Max((Layout.Sizes[d] + chunks - 1) / chunks, 1), d);
            }

            /// <summary>One view per position along <paramref name="dimension"/>, which disappears.</summary>
            public Tensor[] unbind(long dimension = 0L)
            {
                var d = Shape.Dimension(dimension, Layout.Rank, "unbind");
                return [.. Enumerable.Range(0, (int)Layout.Sizes[d]).Select(i => select(d, i))];
            }
        }

        /// <summary>Pieces of equal size along <paramref name="dim"/>; views.</summary>
        public static Tensor[] chunk(Tensor input, long chunks, long dim = 0L) => input.chunk(chunks, dim);

        /// <summary>A view of position <paramref name="index"/> of <paramref name="dim"/>, which disappears.</summary>
        public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);
    }
}
