using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Matrix products C = A · B: dA = dC · Bᵀ, dB = Aᵀ · dC. Transposed views are read in place.</summary>
    internal static class MatMul
    {
        /// <summary>[m, k] · [k, n] → [m, n].</summary>
        internal static Tensor Matrices(Tensor a, Tensor b)
        {
            RequireInner(a, b, "mm");
            var type = RequireType(a, b, "matmul");
            var (m, k, n) = (a.Layout.Sizes[0], a.Layout.Sizes[1], b.Layout.Sizes[1]);
            var c = Tensor.Empty(Layout.Contiguous([m, n]), type);
            using var left = new Operand(a);
            using var right = new Operand(b);
            if (type == torch.ScalarType.Float32)
                Gemm.Multiply((int)m, (int)n, (int)k, left.View<float>(), right.View<float>(), [], c.Span<float>());
            else
                Gemm.Multiply((int)m, (int)n, (int)k, left.View<double>(), right.View<double>(), [], c.Span<double>());
            return GradMode.Records(a, b) ? c.ComputedBy(new MatMulNode(a, b)) : c;
        }

        /// <summary>[b, m, k] · [b, k, n] → [b, m, n].</summary>
        internal static Tensor Batches(Tensor a, Tensor b)
        {
            if (a.Layout.Rank != 3 || b.Layout.Rank != 3 || a.Layout.Sizes[0] != b.Layout.Sizes[0])
                throw new ArgumentException($"bmm: shapes {Shape.Text(a.Layout.Sizes)} and {Shape.Text(b.Layout.Sizes)} do not match; expected [b, m, k] and [b, k, n] with equal b.");
            RequireInner(a, b, "bmm");
            var type = RequireType(a, b, "bmm");
            var (count, m, k, n) = (a.Layout.Sizes[0], a.Layout.Sizes[1], a.Layout.Sizes[2], b.Layout.Sizes[2]);
            var c = Tensor.Empty(Layout.Contiguous([count, m, n]), type);
            using (torch.no_grad())
                for (var i = 0; i < count; i++)
                {
                    using var scope = torch.NewDisposeScope();
                    using var left = new Operand(a.select(0, i));
                    using var right = new Operand(b.select(0, i));
                    var at = (int)(i * m * n);
                    if (type == torch.ScalarType.Float32)
                        Gemm.Multiply((int)m, (int)n, (int)k, left.View<float>(), right.View<float>(), [], c.Span<float>().Slice(at, (int)(m * n)));
                    else
                        Gemm.Multiply((int)m, (int)n, (int)k, left.View<double>(), right.View<double>(), [], c.Span<double>().Slice(at, (int)(m * n)));
                }
            return GradMode.Records(a, b) ? c.ComputedBy(new MatMulNode(a, b)) : c;
        }

        /// <summary>NumPy's rules: vectors, matrices, and batches of matrices broadcast against each other.</summary>
        internal static Tensor General(Tensor a, Tensor b)
        {
            if (a.Layout.Rank == 0 || b.Layout.Rank == 0)
                throw new ArgumentException($"matmul: shapes {Shape.Text(a.Layout.Sizes)} and {Shape.Text(b.Layout.Sizes)}: both operands need at least one dimension.");
            if (a.Layout.Sizes[^1] != b.Layout.Sizes[b.Layout.Rank == 1 ? ^1 : ^2])
                throw new ArgumentException(
                    $"matmul: shapes {Shape.Text(a.Layout.Sizes)} and {Shape.Text(b.Layout.Sizes)} cannot be multiplied; the last size of the first must equal the second-to-last of the second, or its only one ([m, k] · [k, n]).");
            if (a.Layout.Rank == 2 && b.Layout.Rank == 2) return Matrices(a, b);
            if (a.Layout.Rank == 1 && b.Layout.Rank == 1) return General(a.unsqueeze(0), b.unsqueeze(1)).reshape();
            if (a.Layout.Rank == 1) return General(a.unsqueeze(0), b).squeeze(-2);
            if (b.Layout.Rank == 1) return General(a, b.unsqueeze(1)).squeeze(-1);
            var (m, k, n) = (a.Layout.Sizes[^2], a.Layout.Sizes[^1], b.Layout.Sizes[^1]);
            if (b.Layout.Rank == 2) return Matrices(a.reshape(-1, k), b).reshape([.. a.Layout.Sizes[..^1], n]);
            var batch = Shape.Broadcast(a.Layout.Sizes[..^2], b.Layout.Sizes[..^2], "matmul");
            var left = a.expand([.. batch, m, k]).reshape(-1, m, k);
            var right = b.expand([.. batch, k, n]).reshape(-1, k, n);
            return Batches(left, right).reshape([.. batch, m, n]);
        }

        internal static torch.ScalarType RequireType(Tensor a, Tensor b, string operation)
            => a.dtype == b.dtype && a.dtype.IsFloatingPoint() ? a.dtype
                : throw new ArgumentException($"{operation}: both operands must have the same floating-point type, got {a.dtype} and {b.dtype}; convert one with to_type().");

        private static void RequireInner(Tensor a, Tensor b, string operation)
        {
            if (a.Layout.Rank < 2 || b.Layout.Rank < 2 || a.Layout.Sizes[^1] != b.Layout.Sizes[^2])
                throw new ArgumentException(
                    $"{operation}: shapes {Shape.Text(a.Layout.Sizes)} and {Shape.Text(b.Layout.Sizes)} cannot be multiplied; the last size of the first must equal the second-to-last of the second ([m, k] · [k, n]).");
        }

        /// <summary>A matrix the kernel can read: rows or columns contiguous; anything else is packed first.</summary>
        private readonly ref struct Operand
        {
            private readonly Tensor _tensor;
            private readonly bool _copied;

            internal Operand(Tensor tensor)
            {
                var strides = tensor.Layout.Strides;
                _copied = strides[0] != 1 && strides[1] != 1 && tensor.Layout.Count > 0;
                _tensor = _copied ? Copy.Packed(tensor, tensor.dtype) : tensor;
            }

            internal MatrixView<T> View<T>() where T : unmanaged
            {
                var layout = _tensor.Layout;
                var (rowStride, columnStride) = ((int)layout.Strides[0], (int)layout.Strides[1]);
                // A single row or column may carry any stride; give it the one kernels are fastest with.
                if (layout.Sizes[1] == 1 && columnStride != 1 && rowStride == 1) columnStride = Math.Max((int)layout.Sizes[0], 1);
                return new(_tensor.Storage.Span<T>()[layout.Offset..], rowStride, columnStride);
            }

            public void Dispose()
            {
                if (_copied) _tensor.Dispose();
            }
        }
    }

    internal sealed class MatMulNode(Tensor a, Tensor b) : Node(a, b)
    {
        private SavedTensor _a = new(a);
        private SavedTensor _b = new(b);

        internal override string Name => "matmul";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            var (a, b) = (_a.Unpack(this), _b.Unpack(this));
            if (Needs(0)) inputGrads[0] = grad.matmul(b.mT);
            if (Needs(1)) inputGrads[1] = a.mT.matmul(grad);
        }

        internal override void Release()
        {
            _a.Release();
            _b.Release();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Matrix product: [m, k] · [k, n] → [m, n]; vectors and batches as in NumPy.</summary>
            public Tensor matmul(Tensor target) => MatMul.General(this, target);

            /// <summary>Matrix product [m, k] · [k, n] → [m, n].</summary>
            public Tensor mm(Tensor target)
            {
                if (Layout.Rank != 2 || target.Layout.Rank != 2)
                    throw new ArgumentException($"mm: expects two matrices ([m, k] · [k, n]), got shapes {Shape.Text(Layout.Sizes)} and {Shape.Text(target.Layout.Sizes)}; use matmul() for other shapes.");
                return MatMul.Matrices(this, target);
            }

            /// <summary>Batched matrix product [b, m, k] · [b, k, n] → [b, m, n].</summary>
            public Tensor bmm(Tensor batch2) => MatMul.Batches(this, batch2);

            /// <summary>Inner product of two vectors [n], zero-dimensional.</summary>
            public Tensor dot(Tensor target)
            {
                if (Layout.Rank != 1 || target.Layout.Rank != 1)
                    throw new ArgumentException($"dot: expects two vectors, got shapes {Shape.Text(Layout.Sizes)} and {Shape.Text(target.Layout.Sizes)}.");
                return MatMul.General(this, target);
            }

            /// <summary>Outer product of two vectors: [m] and [n] → [m, n].</summary>
            public Tensor outer(Tensor vec2) => unsqueeze(1).mul(vec2.unsqueeze(0));
        }

        /// <summary>Matrix product; vectors and batches as in NumPy.</summary>
        public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

        /// <summary>Matrix product [m, k] · [k, n] → [m, n].</summary>
        public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

        /// <summary>Batched matrix product.</summary>
        public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

        /// <summary>Inner product of two vectors [n], zero-dimensional.</summary>
        public static Tensor dot(Tensor input, Tensor other) => input.dot(other);
    }
}
