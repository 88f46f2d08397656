using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>The mean of each window, a linear map, and its adjoint; each is the gradient of the other.</summary>
    internal static class AvgPool2d
    {
        internal static Tensor Average(Tensor x, in PoolingShape s, bool countPadding, long divisor)
        {
            using var dense = new Dense(x);
            var y = Tensor.Empty(Pooling2d.Resized(x, s.MapHeight, s.MapWidth), x.dtype);
            if (x.dtype == torch.ScalarType.Float32) Pooling.Average<float>(s, countPadding, divisor, dense.Span<float>(), y.Span<float>());
            else Pooling.Average<double>(s, countPadding, divisor, dense.Span<double>(), y.Span<double>());
            return GradMode.Records(x) ? y.ComputedBy(new AvgPoolNode(x, s, countPadding, divisor)) : y;
        }

        internal static Tensor Spread(Tensor y, in PoolingShape s, bool countPadding, long divisor)
        {
            using var dense = new Dense(y);
            var x = torch.zeros(Pooling2d.Resized(y, s.Height, s.Width).Sizes, y.dtype);
            if (y.dtype == torch.ScalarType.Float32) Pooling.Spread<float>(s, countPadding, divisor, dense.Span<float>(), x.Span<float>());
            else Pooling.Spread<double>(s, countPadding, divisor, dense.Span<double>(), x.Span<double>());
            return GradMode.Records(y) ? x.ComputedBy(new AvgPoolSpreadNode(y, s, countPadding, divisor)) : x;
        }
    }

    internal sealed class AvgPoolNode(Tensor input, PoolingShape shape, bool countPadding, long divisor) : Node(input)
    {
        internal override string Name => "avg_pool2d";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = AvgPool2d.Spread(grad, shape, countPadding, divisor);
    }

    internal sealed class AvgPoolSpreadNode(Tensor input, PoolingShape shape, bool countPadding, long divisor) : Node(input)
    {
        internal override string Name => "avg_pool2d_backward";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = AvgPool2d.Average(grad, shape, countPadding, divisor);
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
                /// <summary>The mean of each window: [n, c, h, w] → [n, c, h', w'], see <see cref="Modules.AvgPool2d"/>. The stride is the kernel's size if not given.</summary>
                public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                {
                    var kernel = Both(kernel_size, 1);
                    var shape = Pooling2d.ShapeOf("avg_pool2d", input, kernel, stride is null ? kernel : Both(stride, 1), Both(padding, 0), [1, 1], ceil_mode);
                    return Ops.AvgPool2d.Average(input, shape, count_include_pad, divisor_override ?? 0);
                }

                /// <summary>The mean of each square window: [n, c, h, w] → [n, c, h', w']. The stride is the kernel's size if not given.</summary>
                public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                    => avg_pool2d(input, [kernel_size], Array(stride), [padding], ceil_mode, count_include_pad, divisor_override);

                /// <summary>The mean of each window: [n, c, h, w] → [n, c, h', w']. The stride is the kernel's size if not given.</summary>
                public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                    => avg_pool2d(input, [kernel_size.Item1, kernel_size.Item2], Array(stride), Array(padding), ceil_mode, count_include_pad, divisor_override);
            }
        }
    }
}
