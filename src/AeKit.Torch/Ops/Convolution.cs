using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>
    /// The three maps of a convolution of shape s: Map(x, w), Image(y, w), Weight(x, y). Each is linear in both
    /// arguments, and the gradients of each are the other two, so they can be differentiated any number of times.
    /// </summary>
    internal static class Convolution
    {
        internal enum Kind
        {
            Map,
            Image,
            Weight,
        }

        internal static Tensor Apply(Kind kind, ConvolutionShape s, Tensor a, Tensor b, Tensor? bias = null)
        {
            var type = MatMul.RequireType(a, b, "convolution");
            var result = Tensor.Empty(Layout.Contiguous(ResultSizes(kind, s)), type);
            using var x = new Dense(a);
            using var y = new Dense(b);
            if (type == torch.ScalarType.Float32) Run<float>(kind, s, x, y, bias, result);
            else Run<double>(kind, s, x, y, bias, result);
            var recorded = GradMode.Records(a, b) || (bias is not null && GradMode.Records(bias));
            return recorded ? result.ComputedBy(new ConvolutionNode(kind, s, a, b, bias)) : result;
        }

        /// <summary>f(x ∗ w + b) for an f whose derivative needs its output only, or null where that is not done in one pass.</summary>
        internal static Tensor? Map<TOp>(Tensor x, Tensor weight, Tensor? bias, long[] stride, long[] padding, long[] dilation, long groups, TOp op) where TOp : struct, IUnaryOp
        {
            if (!CanFinish(x, weight, bias)) return null;
            var shape = ShapeOf(x, weight, stride, padding, dilation, groups);
            RequireBias("conv2d", bias, weight, shape.Filters);
            return Finished(Kind.Map, shape, x, weight, bias!, op);
        }

        /// <summary>The same for a transposed convolution.</summary>
        internal static Tensor? Image<TOp>(Tensor x, Tensor weight, Tensor? bias, long[] stride, long[] padding, long[] outputPadding, long[] dilation, long groups, TOp op)
            where TOp : struct, IUnaryOp
        {
            if (!CanFinish(x, weight, bias)) return null;
            var shape = ShapeOfTransposed(x, weight, stride, padding, outputPadding, dilation, groups);
            RequireBias("conv_transpose2d", bias, weight, shape.Channels);
            return Finished(Kind.Image, shape, x, weight, bias!, op);
        }

        private static bool CanFinish(Tensor x, Tensor weight, Tensor? bias)
            => bias is not null && x.Layout.Rank == 4 && x.dtype == torch.ScalarType.Float32 && weight.dtype == x.dtype;

        private static unsafe Tensor Finished<TOp>(Kind kind, ConvolutionShape s, Tensor a, Tensor b, Tensor bias, TOp op) where TOp : struct, IUnaryOp
        {
            using var x = new Dense(a);
            using var y = new Dense(b);
            using var start = new Dense(bias);
            var result = Tensor.Empty(Layout.Contiguous(ResultSizes(kind, s)), a.dtype);
            if (kind == Kind.Map) Convolutions.ToMap<float>(s, x.Span<float>(), y.Span<float>(), start.Span<float>(), result.Span<float>(), &Unary.Finish<TOp>);
            else Convolutions.ToImage<float>(s, x.Span<float>(), y.Span<float>(), start.Span<float>(), result.Span<float>(), &Unary.Finish<TOp>);
            if (!GradMode.Records(a, b) && !GradMode.Records(bias)) return result;
            return result.ComputedBy(new UnaryNode<TOp>(op, new ConvolutionNode(kind, s, a, b, bias), result));
        }

        private static long[] ResultSizes(Kind kind, in ConvolutionShape s) => kind switch
        {
            Kind.Map => [s.Batch, s.Filters, s.MapHeight, s.MapWidth],
            Kind.Image => [s.Batch, s.Channels, s.Height, s.Width],
            _ => [s.Filters, s.GroupChannels, s.KernelHeight, s.KernelWidth],
        };

        private static unsafe void Run<T>(Kind kind, in ConvolutionShape s, in Dense a, in Dense b, Tensor? bias, Tensor result) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            if (kind == Kind.Weight)
            {
                Convolutions.ToWeight<T>(s, a.Span<T>(), b.Span<T>(), result.Span<T>());
                return;
            }
            using var start = new Dense(bias ?? result);
            ReadOnlySpan<T> terms = bias is null ? [] : start.Span<T>();
            if (kind == Kind.Map) Convolutions.ToMap(s, a.Span<T>(), b.Span<T>(), terms, result.Span<T>());
            else Convolutions.ToImage(s, a.Span<T>(), b.Span<T>(), terms, result.Span<T>());
        }

        /// <summary>The shape of a convolution of an image [n, c, h, w] with a weight [f, c/groups, kh, kw].</summary>
        internal static ConvolutionShape ShapeOf(Tensor image, Tensor weight, long[] stride, long[] padding, long[] dilation, long groups)
        {
            var (x, w) = (image.Layout.Sizes, weight.Layout.Sizes);
            if (x.Length != 4 || w.Length != 4 || groups < 1 || x[1] != w[1] * groups || w[0] % groups != 0)
                throw new ArgumentException(
                    $"conv2d: input {Shape.Text(x)} and weight {Shape.Text(w)} with {groups} groups do not match; expected [n, c, h, w] and [filters, c / groups, kernel height, kernel width].");
            var height = MapLength(x[2], w[2], stride[0], padding[0], dilation[0]);
            var width = MapLength(x[3], w[3], stride[1], padding[1], dilation[1]);
            if (height < 1 || width < 1)
                throw new ArgumentException($"conv2d: the kernel of {Shape.Text(w)} is larger than the padded input {Shape.Text(x)}.");
            return new ConvolutionShape((int)x[0], (int)x[1], (int)x[2], (int)x[3], (int)w[0], (int)w[2], (int)w[3], (int)height, (int)width,
                (int)stride[0], (int)stride[1], (int)padding[0], (int)padding[1], (int)dilation[0], (int)dilation[1], (int)groups);
        }

        /// <summary>The shape of the convolution whose transpose maps [n, f, h, w] with a weight [f, c/groups, kh, kw] to an image.</summary>
        internal static ConvolutionShape ShapeOfTransposed(Tensor map, Tensor weight, long[] stride, long[] padding, long[] outputPadding, long[] dilation, long groups)
        {
            var (y, w) = (map.Layout.Sizes, weight.Layout.Sizes);
            if (y.Length != 4 || w.Length != 4 || groups < 1 || y[1] != w[0] || w[0] % groups != 0)
                throw new ArgumentException(
                    $"conv_transpose2d: input {Shape.Text(y)} and weight {Shape.Text(w)} with {groups} groups do not match; expected [n, c, h, w] and [c, filters / groups, kernel height, kernel width].");
            for (var d = 0; d < 2; d++)
                if (outputPadding[d] >= Math.Max(stride[d], dilation[d]))
                    throw new ArgumentException($"conv_transpose2d: output_padding {outputPadding[d]} must be smaller than stride {stride[d]} or dilation {dilation[d]}.");
            long Length(int d) => (y[2 + d] - 1) * stride[d] - 2 * padding[d] + dilation[d] * (w[2 + d] - 1) + outputPadding[d] + 1;
            return new ConvolutionShape((int)y[0], (int)(w[1] * groups), (int)Length(0), (int)Length(1), (int)w[0], (int)w[2], (int)w[3], (int)y[2], (int)y[3],
                (int)stride[0], (int)stride[1], (int)padding[0], (int)padding[1], (int)dilation[0], (int)dilation[1], (int)groups);
        }

        /// <summary>Throws unless there is one bias per output channel, or none.</summary>
        internal static void RequireBias(string operation, Tensor? bias, Tensor weight, long channels)
        {
            if (bias is not null && (bias.Layout.Rank != 1 || bias.Layout.Sizes[0] != channels || bias.dtype != weight.dtype))
                throw new ArgumentException(
                    $"{operation}: bias of shape {Shape.Text(bias.Layout.Sizes)} and type {bias.dtype} does not fit {channels} output channels of type {weight.dtype}; expected one bias per output channel.");
        }

        /// <summary>The sum over all but the channels of [n, c, h, w]: the gradient of a bias.</summary>
        internal static Tensor ChannelSums(Tensor grad, bool differentiable)
        {
            if (differentiable) return grad.sum([0L, 2, 3]);
            var sizes = grad.Layout.Sizes;
            using var dense = new Dense(grad);
            var sums = Tensor.Empty(Layout.Contiguous([sizes[1]]), grad.dtype);
            var plane = (int)(sizes[2] * sizes[3]);
            if (grad.dtype == torch.ScalarType.Float32) Sums.OfChannels(dense.Span<float>(), plane, sums.Span<float>());
            else Sums.OfChannels(dense.Span<double>(), plane, sums.Span<double>());
            return sums;
        }

        private static long MapLength(long size, long kernel, long stride, long padding, long dilation)
            => (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
    }

    internal sealed class ConvolutionNode(Convolution.Kind kind, ConvolutionShape shape, Tensor a, Tensor b, Tensor? bias) : Node(a, b, bias)
    {
        private SavedTensor _a = new(a);
        private SavedTensor _b = new(b);

        internal override string Name => "convolution";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            var (a, b) = (_a.Unpack(this), _b.Unpack(this));
            switch (kind)
            {
                case Convolution.Kind.Map:
                    if (Needs(0)) inputGrads[0] = Convolution.Apply(Convolution.Kind.Image, shape, grad, b);
                    if (Needs(1)) inputGrads[1] = Convolution.Apply(Convolution.Kind.Weight, shape, a, grad);
                    break;
                case Convolution.Kind.Image:
                    if (Needs(0)) inputGrads[0] = Convolution.Apply(Convolution.Kind.Map, shape, grad, b);
                    if (Needs(1)) inputGrads[1] = Convolution.Apply(Convolution.Kind.Weight, shape, grad, a);
                    break;
                default:
                    if (Needs(0)) inputGrads[0] = Convolution.Apply(Convolution.Kind.Image, shape, b, grad);
                    if (Needs(1)) inputGrads[1] = Convolution.Apply(Convolution.Kind.Map, shape, a, grad);
                    break;
            }
            if (Needs(2)) inputGrads[2] = Convolution.ChannelSums(grad, differentiable);
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
        public static partial class nn
        {
            public static partial class functional
            {
                /// <summary>Convolution of input [n, c, h, w] with weight [filters, c/groups, kh, kw] → [n, filters, h', w'] (no kernel is flipped, as usual in networks).</summary>
                public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
                {
                    if (input.Layout.Rank == 3) return conv2d(input.unsqueeze(0), weight, bias, strides, padding, dilation, groups).squeeze(0);
                    var shape = Convolution.ShapeOf(input, weight, Both(strides, 1), Both(padding, 0), Both(dilation, 1), groups);
                    Convolution.RequireBias("conv2d", bias, weight, shape.Filters);
                    return Convolution.Apply(Convolution.Kind.Map, shape, input, weight, bias);
                }

                /// <summary>Transposed convolution, the adjoint of <see cref="conv2d"/>: input [n, c, h, w] with weight [c, filters/groups, kh, kw] → [n, filters, h', w'].</summary>
                public static Tensor conv_transpose2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1)
                {
                    if (input.Layout.Rank == 3) return conv_transpose2d(input.unsqueeze(0), weight, bias, strides, padding, output_padding, dilation, groups).squeeze(0);
                    var shape = Convolution.ShapeOfTransposed(input, weight, Both(strides, 1), Both(padding, 0), Both(output_padding, 0), Both(dilation, 1), groups);
                    Convolution.RequireBias("conv_transpose2d", bias, weight, shape.Channels);
                    return Convolution.Apply(Convolution.Kind.Image, shape, input, weight, bias);
                }

                /// <summary>Convolution of input [n, c, length] with weight [filters, c/groups, k] → [n, filters, length'].</summary>
                public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1)
                    => conv2d(input.unsqueeze(-2), weight.unsqueeze(-2), bias, [1, stride ?? 1], [0, padding ?? 0], [1, dilation ?? 1], groups).squeeze(-2);

                private static long[] Both(long[]? given, long usual) => given switch
                {
                    null => [usual, usual],
                    [var one] => [one, one],
                    _ => given,
                };
            }
        }
    }
}
