using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Largest and smallest elements and their positions. The gradient goes to the position found.</summary>
    internal static class Extremes
    {
        /// <summary>Values and Int64 positions along <paramref name="dim"/>, or over all elements if null.</summary>
        internal static (Tensor Values, Tensor Indices) Find(Tensor x, long? dim, bool keepdim, bool largest)
        {
            var name = largest ? "max" : "min";
            if (x.Layout.Count == 0) throw new InvalidOperationException($"{name}: the tensor of shape {Shape.Text(x.Layout.Sizes)} has no elements.");
            ReadOnlySpan<long> dims = dim is { } d ? [d] : [];
            using var group = new Grouping(x, dims, keepdim, name);
            var values = Tensor.Empty(group.Result, x.dtype);
            var indices = Tensor.Empty(group.Result, torch.ScalarType.Int64);
            switch (x.dtype)
            {
                case torch.ScalarType.Float32: Run<float>(group, values, indices, largest); break;
                case torch.ScalarType.Float64: Run<double>(group, values, indices, largest); break;
                case torch.ScalarType.Int64: Run<long>(group, values, indices, largest); break;
                case torch.ScalarType.Int32: Run<int>(group, values, indices, largest); break;
                case torch.ScalarType.Int16: Run<short>(group, values, indices, largest); break;
                case torch.ScalarType.Int8: Run<sbyte>(group, values, indices, largest); break;
                default: Run<byte>(group, values, indices, largest); break;
            }
            if (GradMode.Records(x)) values.ComputedBy(new PickNode(x, indices, dim, group.Kept.Sizes, name));
            return (values, indices);
        }

        private static void Run<T>(in Grouping group, Tensor values, Tensor indices, bool largest) where T : unmanaged, INumber<T>
        {
            ReadOnlySpan<T> x = group.Tensor.Span<T>();
            var best = values.Span<T>();
            var at = indices.Span<long>();
            var (n, inner) = (group.Reduced, group.Inner);
            if (inner == 1)
            {
                for (var o = 0; o < group.Outer; o++)
                {
                    var row = x.Slice(o * n, n);
                    var found = largest ? TensorPrimitives.IndexOfMax(row) : TensorPrimitives.IndexOfMin(row);
                    (best[o], at[o]) = (row[found], found);
                }
                return;
            }
            for (var o = 0; o < group.Outer; o++)
                for (var i = 0; i < inner; i++)
                {
                    var position = 0;
                    var value = x[o * n * inner + i];
                    for (var r = 1; r < n && !T.IsNaN(value); r++)
                    {
                        var candidate = x[(o * n + r) * inner + i];
                        if (!(largest ? candidate > value : candidate < value) && !T.IsNaN(candidate)) continue;
                        (value, position) = (candidate, r);
                    }
                    best[o * inner + i] = value;
                    at[o * inner + i] = position;
                }
        }
    }

    internal sealed class PickNode(Tensor input, Tensor indices, long? dim, long[] kept, string name) : Node(input)
    {
        private readonly long[] _sizes = input.Layout.Sizes;
        private SavedTensor _indices = new(indices);

        internal override string Name => name;

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            var at = _indices.Unpack(this);
            inputGrads[0] = dim is { } d
                ? torch.zeros(_sizes, grad.dtype).scatter_add(d, at.reshape(kept), grad.reshape(kept))
                : torch.zeros([Math.Max(_sizes.Aggregate(1L, (a, b) => a * b), 1)], grad.dtype)
                    .scatter_add(0, at.reshape(1), grad.reshape(1)).reshape(_sizes);
        }

        internal override void Release() => _indices.Release();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The largest element, zero-dimensional.</summary>
            public Tensor max() => Extremes.Find(this, null, false, largest: true).Values;

            /// <summary>The smallest element, zero-dimensional.</summary>
            public Tensor min() => Extremes.Find(this, null, false, largest: false).Values;

            /// <summary>The largest elements along a dimension and their positions (Int64).</summary>
            public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Extremes.Find(this, dim, keepdim, largest: true);

            /// <summary>The smallest elements along a dimension and their positions (Int64).</summary>
            public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Extremes.Find(this, dim, keepdim, largest: false);

            /// <summary>The position of the largest element, counted row by row; Int64.</summary>
            public Tensor argmax() => Extremes.Find(detach(), null, false, largest: true).Indices;

            /// <summary>The positions of the largest elements along a dimension; Int64.</summary>
            public Tensor argmax(long dim, bool keepdim = false) => Extremes.Find(detach(), dim, keepdim, largest: true).Indices;

            /// <summary>The position of the smallest element, counted row by row; Int64.</summary>
            public Tensor argmin() => Extremes.Find(detach(), null, false, largest: false).Indices;

            /// <summary>The positions of the smallest elements along a dimension; Int64.</summary>
            public Tensor argmin(long dim, bool keepdim = false) => Extremes.Find(detach(), dim, keepdim, largest: false).Indices;

            /// <summary>Whether all elements are nonzero; Bool.</summary>
            public Tensor all() => ne(0).min();

            /// <summary>Whether all elements along a dimension are nonzero; Bool.</summary>
            public Tensor all(long dim, bool keepdim = false) => ne(0).min(dim, keepdim).values;

            /// <summary>Whether any element is nonzero; Bool.</summary>
            public Tensor any() => ne(0).max();

            /// <summary>Whether any element along a dimension is nonzero; Bool.</summary>
            public Tensor any(long dim, bool keepdim = false) => ne(0).max(dim, keepdim).values;
        }

        /// <summary>The largest element, zero-dimensional.</summary>
        public static Tensor max(Tensor input) => input.max();

        /// <summary>The smallest element, zero-dimensional.</summary>
        public static Tensor min(Tensor input) => input.min();

        /// <summary>The largest elements along a dimension and their positions.</summary>
        public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

        /// <summary>The smallest elements along a dimension and their positions.</summary>
        public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

        /// <summary>The position of the largest element.</summary>
        public static Tensor argmax(Tensor input) => input.argmax();

        /// <summary>The positions of the largest elements along a dimension.</summary>
        public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);
    }
}
