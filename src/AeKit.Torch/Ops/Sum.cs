using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Sum over dimensions; the gradient is repeated along them.</summary>
    internal static class Sum
    {
        internal static Tensor Apply(Tensor x, ReadOnlySpan<long> dims, bool keepdim, torch.ScalarType? type)
        {
            var resultType = type ?? (x.dtype.IsFloatingPoint() ? x.dtype : torch.ScalarType.Int64);
            if (x.dtype != resultType && (resultType.IsFloatingPoint() || x.dtype.IsFloatingPoint())) x = x.to_type(resultType);
            using var group = new Grouping(x, dims, keepdim, "sum");
            var y = Tensor.Empty(group.Result, resultType);
            switch (group.Tensor.dtype)
            {
                case torch.ScalarType.Float32: Run<float>(group, y.Span<float>()); break;
                case torch.ScalarType.Float64: Run<double>(group, y.Span<double>()); break;
                case torch.ScalarType.Int64: Integers<long>(group, y); break;
                case torch.ScalarType.Int32: Integers<int>(group, y); break;
                case torch.ScalarType.Int16: Integers<short>(group, y); break;
                case torch.ScalarType.Int8: Integers<sbyte>(group, y); break;
                default: Integers<byte>(group, y); break;
            }
            return GradMode.Records(x) ? y.ComputedBy(new SumNode(x, group.Kept)) : y;
        }

        private static void Run<T>(in Grouping group, Span<T> y) where T : unmanaged, INumber<T>
        {
            ReadOnlySpan<T> x = group.Tensor.Span<T>();
            var (n, inner) = (group.Reduced, group.Inner);
            if (inner == 1)
                for (var i = 0; i < y.Length; i++) y[i] = Sums.Of(x.Slice(i * n, n));
            else
                for (var i = 0; i < group.Outer; i++) Sums.OfColumns(x.Slice(i * n * inner, n * inner), n, y.Slice(i * inner, inner));
        }

        private static void Integers<T>(in Grouping group, Tensor y) where T : unmanaged, INumber<T>
        {
            ReadOnlySpan<T> x = group.Tensor.Span<T>();
            using var sums = Tensor.Empty(y.Layout, torch.ScalarType.Int64, tracked: false);
            var target = sums.Span<long>();
            var (n, inner) = (group.Reduced, group.Inner);
            target.Clear();
            for (var o = 0; o < group.Outer; o++)
                for (var r = 0; r < n; r++)
                    for (var i = 0; i < inner; i++)
                        target[o * inner + i] += long.CreateTruncating(x[(o * n + r) * inner + i]);
            Copy.Into(sums, y);
        }
    }

    internal sealed class SumNode(Tensor input, Layout kept) : Node(input)
    {
        private readonly Layout _layout = input.Layout;

        internal override string Name => "sum";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            if (differentiable || kept.Count != 1 || grad.dtype != torch.ScalarType.Float32)
            {
                inputGrads[0] = grad.reshape(kept.Sizes).expand(_layout.Sizes);
                return;
            }
            inputGrads[0] = Tensor.Empty(_layout, grad.dtype);
            inputGrads[0]!.Span<float>().Fill(grad.Span<float>()[0]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The sum of all elements, zero-dimensional; integers are summed as Int64.</summary>
            public Tensor sum(ScalarType? type = null) => Sum.Apply(this, [], false, type);

            /// <summary>The sum over the dimensions <paramref name="dim"/> (all if empty); these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
            public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Sum.Apply(this, dim, keepdim, type);

            /// <summary>The sum over the dimensions <paramref name="dim"/> (all if empty); these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
            public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Sum.Apply(this, dim, keepdim, type);

            /// <summary>The sum over one dimension; it disappears, or keeps the size 1 with <paramref name="keepdim"/>. Write <c>sum(dim: 0)</c>: a bare 0 is taken for a type.</summary>
            public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Sum.Apply(this, [dim], keepdim, type);

            /// <summary>The sum over two dimensions; these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
            public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Sum.Apply(this, [dim0, dim1], keepdim, type);

            /// <summary>The sum over three dimensions; these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
            public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null)
                => Sum.Apply(this, [dim0, dim1, dim2], keepdim, type);
        }

        /// <summary>The sum of all elements, zero-dimensional.</summary>
        public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

        /// <summary>The sum over the dimensions <paramref name="dim"/>; these disappear, or keep the size 1 with <paramref name="keepdim"/>.</summary>
        public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

        /// <summary>The sum over one dimension; it disappears, or keeps the size 1 with <paramref name="keepdim"/>.</summary>
        public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);
    }
}
