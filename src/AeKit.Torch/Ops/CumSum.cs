using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Running sums along a dimension; the gradient is the running sum from the other end.</summary>
    internal static class CumSum
    {
        internal static Tensor Apply(Tensor x, int dim, bool fromEnd)
        {
            var type = x.dtype.IsFloatingPoint() ? x.dtype : torch.ScalarType.Int64;
            using var dense = new Dense(x, type);
            var y = Tensor.Empty(x.Layout, type);
            var n = x.Layout.Rank == 0 ? 1 : (int)x.Layout.Sizes[dim];
            var inner = 1;
            for (var i = dim + 1; i < x.Layout.Rank; i++) inner *= (int)x.Layout.Sizes[i];
            if (type == torch.ScalarType.Float32) Run<float>(dense.Span<float>(), y.Span<float>(), n, inner, fromEnd);
            else if (type == torch.ScalarType.Float64) Run<double>(dense.Span<double>(), y.Span<double>(), n, inner, fromEnd);
            else Run<long>(dense.Span<long>(), y.Span<long>(), n, inner, fromEnd);
            return GradMode.Records(x) ? y.ComputedBy(new CumSumNode(x, dim, fromEnd)) : y;
        }

        private static void Run<T>(ReadOnlySpan<T> x, Span<T> y, int n, int inner, bool fromEnd) where T : unmanaged, INumber<T>
        {
            if (x.IsEmpty) return;
            for (var o = 0; o < x.Length; o += n * inner)
                for (var i = 0; i < inner; i++)
                {
                    var sum = T.Zero;
                    for (var r = 0; r < n; r++)
                    {
                        var at = o + (fromEnd ? n - 1 - r : r) * inner + i;
                        sum += x[at];
                        y[at] = sum;
                    }
                }
        }
    }

    internal sealed class CumSumNode(Tensor input, int dim, bool fromEnd) : Node(input)
    {
        internal override string Name => "cumsum";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = CumSum.Apply(grad, dim, !fromEnd);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Running sums along <paramref name="dim"/>; integers are summed as Int64.</summary>
            public Tensor cumsum(long dim, ScalarType? type = null)
                => CumSum.Apply(type is { } t ? to_type(t) : this, Shape.Dimension(dim, Layout.Rank, "cumsum"), fromEnd: false);
        }

        /// <summary>Running sums along <paramref name="dim"/>.</summary>
        public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);
    }
}
