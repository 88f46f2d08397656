using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Picking elements by Int64 positions along one dimension, and the adjoint, adding them back.</summary>
    internal static class Gather
    {
        /// <summary>Whole slices: y[…, i, …] = x[…, index[i], …].</summary>
        internal static Tensor Select(Tensor x, int dim, Tensor index)
        {
            using var positions = new Dense(index, torch.ScalarType.Int64);
            using var source = new Dense(x);
            var sizes = (long[])x.Layout.Sizes.Clone();
            sizes[dim] = index.Layout.Count;
            var y = Tensor.Empty(Layout.Contiguous(sizes), x.dtype);
            var (outer, inner) = Around(x.Layout.Sizes, dim);
            var at = positions.Span<long>();
            CheckPositions(at, x.Layout.Sizes, dim, "index_select");
            switch (x.dtype.Size())
            {
                case 1: Positions.Take<byte>(source.Span<byte>(), outer, (int)x.Layout.Sizes[dim], inner, at, y.Span<byte>()); break;
                case 2: Positions.Take<short>(source.Span<short>(), outer, (int)x.Layout.Sizes[dim], inner, at, y.Span<short>()); break;
                case 4: Positions.Take<int>(source.Span<int>(), outer, (int)x.Layout.Sizes[dim], inner, at, y.Span<int>()); break;
                default: Positions.Take<long>(source.Span<long>(), outer, (int)x.Layout.Sizes[dim], inner, at, y.Span<long>()); break;
            }
            return GradMode.Records(x) ? y.ComputedBy(new IndexSelectNode(x, dim, index)) : y;
        }

        /// <summary>The adjoint of <see cref="Select"/>: slices of <paramref name="values"/> are added at the positions.</summary>
        internal static Tensor AddSlices(Tensor values, long[] sizes, int dim, Tensor index)
        {
            using var positions = new Dense(index, torch.ScalarType.Int64);
            using var source = new Dense(values);
            var y = torch.zeros(sizes, values.dtype);
            var (outer, inner) = Around(sizes, dim);
            if (values.dtype == torch.ScalarType.Float32)
                Positions.Add<float>(source.Span<float>(), outer, (int)sizes[dim], inner, positions.Span<long>(), y.Span<float>());
            else
                Positions.Add<double>(source.Span<double>(), outer, (int)sizes[dim], inner, positions.Span<long>(), y.Span<double>());
            return GradMode.Records(values) ? y.ComputedBy(new IndexAddNode(values, dim, index)) : y;
        }

        /// <summary>Single elements: y[i, j, …] = x[i, index[i, j, …], …], of the shape of <paramref name="index"/>.</summary>
        internal static Tensor Elements(Tensor x, int dim, Tensor index)
        {
            var flat = FlatPositions(x.Layout.Sizes, dim, index, "gather");
            var y = Select(x.detach().reshape(-1), 0, flat).reshape(index.Layout.Sizes);
            return GradMode.Records(x) ? y.ComputedBy(new GatherNode(x, dim, index)) : y;
        }

        /// <summary>The adjoint of <see cref="Elements"/>, added to <paramref name="target"/>.</summary>
        internal static Tensor Scatter(Tensor target, int dim, Tensor index, Tensor values)
        {
            var part = ReferenceEquals(index.Layout, values.Layout) || Shape.Same(index.Layout.Sizes, values.Layout.Sizes) ? values
                : throw new ArgumentException($"scatter_add: index has shape {Shape.Text(index.Layout.Sizes)} and src {Shape.Text(values.Layout.Sizes)}; they must be equal.");
            var flat = FlatPositions(target.Layout.Sizes, dim, index, "scatter_add");
            var added = AddSlices(part.detach().reshape(-1), [target.Layout.Count], 0, flat).reshape(target.Layout.Sizes);
            var y = target.detach().add(added);
            return GradMode.Records(target, values) ? y.ComputedBy(new ScatterNode(target, values, dim, index)) : y;
        }

        internal static void CheckPositions(ReadOnlySpan<long> positions, long[] sizes, int dim, string operation)
        {
            var size = sizes[dim];
            foreach (var p in positions)
                if (p < -size || p >= size)
                    throw new ArgumentOutOfRangeException(nameof(positions), p, $"{operation}: index {p} is out of range for dimension {dim} of shape {Shape.Text(sizes)}.");
        }

        private static (int Outer, int Inner) Around(long[] sizes, int dim)
        {
            long outer = 1, inner = 1;
            for (var i = 0; i < dim; i++) outer *= sizes[i];
            for (var i = dim + 1; i < sizes.Length; i++) inner *= sizes[i];
            return ((int)outer, (int)inner);
        }

        private static Tensor FlatPositions(long[] sizes, int dim, Tensor index, string operation)
        {
            if (index.Layout.Rank != sizes.Length)
                throw new ArgumentException($"{operation}: index of shape {Shape.Text(index.Layout.Sizes)} must have as many dimensions as the tensor of shape {Shape.Text(sizes)}.");
            using var dense = new Dense(index, torch.ScalarType.Int64);
            CheckPositions(dense.Span<long>(), sizes, dim, operation);
            var flat = Tensor.Empty(Layout.Contiguous([index.Layout.Count]), torch.ScalarType.Int64);
            var strides = Layout.ContiguousStrides(sizes);
            Positions.Flatten(dense.Span<long>(), index.Layout.Sizes, sizes, strides, dim, flat.Span<long>());
            return flat;
        }
    }

    internal sealed class IndexSelectNode(Tensor input, int dim, Tensor index) : Node(input)
    {
        private readonly long[] _sizes = input.Layout.Sizes;
        private SavedTensor _index = new(index);

        internal override string Name => "index_select";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Gather.AddSlices(grad, _sizes, dim, _index.Unpack(this));

        internal override void Release() => _index.Release();
    }

    internal sealed class IndexAddNode(Tensor values, int dim, Tensor index) : Node(values)
    {
        private SavedTensor _index = new(index);

        internal override string Name => "index_add";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Gather.Select(grad, dim, _index.Unpack(this));

        internal override void Release() => _index.Release();
    }

    internal sealed class GatherNode(Tensor input, int dim, Tensor index) : Node(input)
    {
        private readonly long[] _sizes = input.Layout.Sizes;
        private SavedTensor _index = new(index);

        internal override string Name => "gather";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Gather.Scatter(torch.zeros(_sizes, grad.dtype), dim, _index.Unpack(this), grad);

        internal override void Release() => _index.Release();
    }

    internal sealed class ScatterNode(Tensor target, Tensor values, int dim, Tensor index) : Node(target, values)
    {
        private SavedTensor _index = new(index);

        internal override string Name => "scatter_add";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            if (Needs(0)) inputGrads[0] = grad;
            if (Needs(1)) inputGrads[1] = Gather.Elements(grad, dim, _index.Unpack(this));
        }

        internal override void Release() => _index.Release();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The slices at the positions <paramref name="index"/> (one dimension, Int64) along <paramref name="dim"/>, for instance a batch of rows.</summary>
            public Tensor index_select(long dim, Tensor index)
            {
                if (index.Layout.Rank > 1) throw new ArgumentException($"index_select: the index must have one dimension, got shape {Shape.Text(index.Layout.Sizes)}.");
                if (!torch.is_integral(index.dtype)) throw new ArgumentException($"index_select: the index must be of an integer type, got {index.dtype}.");
                return Gather.Select(this, Shape.Dimension(dim, Layout.Rank, "index_select"), index);
            }

            /// <summary>y[i, j, …] = this with position <c>index[i, j, …]</c> along <paramref name="dim"/>; of the shape of the index.</summary>
            public Tensor gather(long dim, Tensor index) => Gather.Elements(this, Shape.Dimension(dim, Layout.Rank, "gather"), index);

            /// <summary>A copy to which every element of <paramref name="src"/> is added at the position its index gives along <paramref name="dim"/>.</summary>
            public Tensor scatter_add(long dim, Tensor index, Tensor src) => Gather.Scatter(this, Shape.Dimension(dim, Layout.Rank, "scatter_add"), index, src);
        }

        /// <summary>The slices at the positions <paramref name="index"/> along <paramref name="dim"/>.</summary>
        public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

        /// <summary>Elements at given positions along <paramref name="dim"/>.</summary>
        public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);
    }
}
