using TorchSharp.Autograd;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>The elements with equal indices in two dimensions, as a view; the gradient is zero elsewhere.</summary>
    internal static class Diagonal
    {
        internal static Tensor Take(Tensor x, long offset, int dim1, int dim2)
        {
            var view = View(x, offset, dim1, dim2);
            return GradMode.Records(x) ? view.ComputedBy(new DiagonalNode(x, offset, dim1, dim2)) : view;
        }

        /// <summary>The adjoint: zeros of shape <paramref name="sizes"/> with the elements on the diagonal.</summary>
        internal static Tensor Place(Tensor elements, long[] sizes, long offset, int dim1, int dim2)
        {
            var result = torch.zeros(sizes, elements.dtype);
            using (torch.no_grad())
            {
                using var diagonal = View(result, offset, dim1, dim2);
                Copy.Into(elements, diagonal);
            }
            return GradMode.Records(elements) ? result.ComputedBy(new PlaceDiagonalNode(elements, offset, dim1, dim2)) : result;
        }

        private static Tensor View(Tensor x, long offset, int dim1, int dim2)
        {
            var (sizes, strides) = (x.Layout.Sizes, x.Layout.Strides);
            var length = Math.Max(Math.Min(sizes[dim1] - Math.Max(-offset, 0), sizes[dim2] - Math.Max(offset, 0)), 0);
            var start = length == 0 ? 0 : Math.Max(-offset, 0) * strides[dim1] + Math.Max(offset, 0) * strides[dim2];
            var kept = Enumerable.Range(0, sizes.Length).Where(d => d != dim1 && d != dim2).ToArray();
            return x.ViewAs(Layout.Strided([.. kept.Select(d => sizes[d]), length], [.. kept.Select(d => strides[d]), strides[dim1] + strides[dim2]], x.Layout.Offset + start));
        }
    }

    internal sealed class DiagonalNode(Tensor input, long offset, int dim1, int dim2) : Node(input)
    {
        private readonly long[] _sizes = input.Layout.Sizes;

        internal override string Name => "diagonal";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Diagonal.Place(grad, _sizes, offset, dim1, dim2);
    }

    internal sealed class PlaceDiagonalNode(Tensor input, long offset, int dim1, int dim2) : Node(input)
    {
        internal override string Name => "diagonal_backward";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = Diagonal.Take(grad, offset, dim1, dim2);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>
            /// A view of the elements whose index in <paramref name="dim2"/> exceeds that in <paramref name="dim1"/> by
            /// <paramref name="offset"/>: both dimensions go, the diagonal becomes the last.
            /// </summary>
            public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L)
            {
                var (first, second) = (Shape.Dimension(dim1, Layout.Rank, "diagonal"), Shape.Dimension(dim2, Layout.Rank, "diagonal"));
                if (first == second || Layout.Rank < 2)
                    throw new ArgumentException($"diagonal: expected two different dimensions, got {dim1} and {dim2} of shape {Tensors.Shape.Text(Layout.Sizes)}.");
                return Diagonal.Take(this, offset, first, second);
            }

            /// <summary>The sum of the diagonal of a matrix [m, n], zero-dimensional.</summary>
            public Tensor trace()
            {
                if (Layout.Rank != 2) throw new ArgumentException($"trace: expected a matrix, got shape {Tensors.Shape.Text(Layout.Sizes)}.");
                return diagonal().sum();
            }
        }

        /// <summary>A view of a diagonal, see <see cref="Tensor.diagonal"/>.</summary>
        public static Tensor diagonal(Tensor input, long offset = 0L, long dim1 = 0L, long dim2 = 1L) => input.diagonal(offset, dim1, dim2);

        /// <summary>The sum of the diagonal of a matrix [m, n], zero-dimensional.</summary>
        public static Tensor trace(Tensor input) => input.trace();
    }
}
