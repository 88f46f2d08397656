using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>y = x · Wᵀ + b in one pass: dx = dy · W, dW = dyᵀ · x, db = Σ dy over the batch.</summary>
    internal static class LinearMap
    {
        internal static Tensor Apply(Tensor x, Tensor weight, Tensor? bias)
        {
            Require(x, weight, bias);
            var (outputs, inputs) = (weight.Layout.Sizes[0], weight.Layout.Sizes[1]);
            var type = MatMul.RequireType(x, weight, "linear");
            using var rows = new Dense(x);
            using var w = new Dense(weight);
            var y = Result(x, outputs, type);
            var batch = x.Layout.Count / (int)Math.Max(inputs, 1);
            if (type == torch.ScalarType.Float32) Run<float>(rows, w, bias, batch, y);
            else Run<double>(rows, w, bias, batch, y);
            var recorded = GradMode.Records(x, weight) || (bias is not null && GradMode.Records(bias));
            return recorded ? y.ComputedBy(new LinearNode(x, weight, bias)) : y;
        }

        /// <summary>
        /// f(x · Wᵀ + b) for an f whose derivative needs its output only, applied to each part of the product while it
        /// is in the cache; recorded as the two operations that it is.
        /// </summary>
        internal static unsafe Tensor Apply<TOp>(Tensor x, Tensor weight, Tensor? bias, TOp op) where TOp : struct, IUnaryOp
        {
            if (x.dtype != torch.ScalarType.Float32 || weight.dtype != x.dtype || bias is null || x.Layout.Count == 0 || weight.Layout.Count == 0)
                return Unary.Apply(op, Apply(x, weight, bias));
            Require(x, weight, bias);
            var (outputs, inputs) = ((int)weight.Layout.Sizes[0], (int)weight.Layout.Sizes[1]);
            using var rows = new Dense(x);
            using var w = new Dense(weight);
            using var start = new Dense(bias);
            var y = Result(x, outputs, x.dtype);
            fixed (float* px = rows.Span<float>(), pw = w.Span<float>(), pb = start.Span<float>(), py = y.Span<float>())
                Gemm.Multiply(new Product
                {
                    M = x.Layout.Count / inputs, N = outputs, K = inputs, A = px, ARow = inputs, AColumn = 1, B = pw, BRow = 1, BColumn = inputs,
                    C = py, CRow = outputs, Bias = pb, Finish = &Unary.Finish<TOp>,
                });
            if (!GradMode.Records(x, weight) && !GradMode.Records(bias)) return y;
            return y.ComputedBy(new UnaryNode<TOp>(op, new LinearNode(x, weight, bias), y));
        }

        private static Tensor Result(Tensor x, long outputs, torch.ScalarType type)
        {
            Span<long> sizes = stackalloc long[x.Layout.Rank];
            x.Layout.Sizes.CopyTo(sizes);
            sizes[^1] = outputs;
            return Tensor.Empty(Layout.Contiguous(sizes), type);
        }

        private static void Run<T>(in Dense x, in Dense weight, Tensor? bias, int batch, Tensor y) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            var (outputs, inputs) = ((int)weight.Tensor.Layout.Sizes[0], (int)weight.Tensor.Layout.Sizes[1]);
            var rows = new MatrixView<T>(x.Span<T>(), inputs, 1);
            var columns = new MatrixView<T>(weight.Span<T>(), 1, inputs);
            if (bias is null)
            {
                Gemm.Multiply(batch, outputs, inputs, rows, columns, [], y.Span<T>());
                return;
            }
            using var start = new Dense(bias);
            Gemm.Multiply(batch, outputs, inputs, rows, columns, start.Span<T>(), y.Span<T>());
        }

        private static void Require(Tensor x, Tensor weight, Tensor? bias)
        {
            if (weight.Layout.Rank != 2 || x.Layout.Rank < 1 || x.Layout.Sizes[^1] != weight.Layout.Sizes[1])
                throw new ArgumentException(
                    $"linear: input of shape {Shape.Text(x.Layout.Sizes)} does not fit the weight of shape {Shape.Text(weight.Layout.Sizes)} (outputs × inputs); the last size of the input must be {(weight.Layout.Rank == 2 ? weight.Layout.Sizes[1] : "the number of inputs")}.");
            if (bias is not null && (bias.Layout.Rank != 1 || bias.Layout.Sizes[0] != weight.Layout.Sizes[0] || bias.dtype != weight.dtype))
                throw new ArgumentException($"linear: bias of shape {Shape.Text(bias.Layout.Sizes)} and type {bias.dtype} does not fit the weight of shape {Shape.Text(weight.Layout.Sizes)} and type {weight.dtype}; one bias per output.");
        }
    }

    internal sealed class LinearNode(Tensor x, Tensor weight, Tensor? bias) : Node(x, weight, bias)
    {
        private SavedTensor _x = new(x);
        private SavedTensor _weight = new(weight);

        internal override string Name => "linear";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            var (x, weight) = (_x.Unpack(this), _weight.Unpack(this));
            if (!differentiable && grad.dtype == torch.ScalarType.Float32 && grad.Layout.IsContiguous && x.Layout.IsContiguous && weight.Layout.IsContiguous)
            {
                Direct(grad, x, weight, inputGrads);
                return;
            }
            if (Needs(0)) inputGrads[0] = grad.matmul(weight);
            if (!Needs(1) && !Needs(2)) return;
            var rows = grad.Layout.Rank == 2 ? grad : grad.reshape(-1, grad.Layout.Sizes[^1]);
            if (Needs(1)) inputGrads[1] = rows.t().matmul(x.Layout.Rank == 2 ? x : x.reshape(-1, x.Layout.Sizes[^1]));
            if (Needs(2)) inputGrads[2] = rows.sum([0L]);
        }

        internal override void Release()
        {
            _x.Release();
            _weight.Release();
        }

        private void Direct(Tensor grad, Tensor x, Tensor weight, Span<Tensor?> inputGrads)
        {
            var (outputs, inputs) = ((int)weight.Layout.Sizes[0], (int)weight.Layout.Sizes[1]);
            var batch = grad.Layout.Count / Math.Max(outputs, 1);
            if (Needs(0))
            {
                inputGrads[0] = Tensor.Empty(x.Layout, x.dtype);
                Gemm.Multiply(batch, inputs, outputs, new MatrixView<float>(grad.Span<float>(), outputs, 1),
                    new MatrixView<float>(weight.Span<float>(), inputs, 1), [], inputGrads[0]!.Span<float>());
            }
            if (Needs(1))
            {
                inputGrads[1] = Tensor.Empty(weight.Layout, weight.dtype);
                Gemm.Multiply(outputs, inputs, batch, new MatrixView<float>(grad.Span<float>(), 1, outputs),
                    new MatrixView<float>(x.Span<float>(), inputs, 1), [], inputGrads[1]!.Span<float>());
            }
            if (!Needs(2)) return;
            inputGrads[2] = Tensor.Empty(Layout.Contiguous([outputs]), grad.dtype);
            Sums.OfColumns(grad.Span<float>(), batch, inputGrads[2]!.Span<float>());
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>input · weightsᵀ + bias: input […, in], weights [out, in], bias [out] → […, out].</summary>
                public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => LinearMap.Apply(input, weights, bias);
            }
        }
    }
}
