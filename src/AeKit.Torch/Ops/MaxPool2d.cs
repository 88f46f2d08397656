using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>
    /// The maximum of each window. Once the positions of the maxima are known, taking them is linear, and its
    /// adjoint adds the gradients at the same positions; each is the gradient of the other.
    /// </summary>
    internal static class MaxPool2d
    {
        /// <summary>The positions of the maxima within their planes, Int64.</summary>
        internal static Tensor Positions(Tensor x, in PoolingShape s, bool tracked)
        {
            using var dense = new Dense(x);
            var positions = Tensor.Empty(Pooling2d.Resized(x, s.MapHeight, s.MapWidth), torch.ScalarType.Int64, tracked);
            if (x.dtype == torch.ScalarType.Float32) Pooling.MaximumPositions<float>(s, dense.Span<float>(), positions.Span<long>());
            else Pooling.MaximumPositions<double>(s, dense.Span<double>(), positions.Span<long>());
            return positions;
        }

        internal static Tensor Take(Tensor x, Tensor positions, in PoolingShape s, double outside)
        {
            using var dense = new Dense(x);
            var y = Tensor.Empty(positions.Layout, x.dtype);
            if (x.dtype == torch.ScalarType.Float32) Pooling.Take(s, dense.Span<float>(), positions.Span<long>(), y.Span<float>(), (float)outside);
            else Pooling.Take(s, dense.Span<double>(), positions.Span<long>(), y.Span<double>(), outside);
            return GradMode.Records(x) ? y.ComputedBy(new MaxPoolNode(x, positions, s)) : y;
        }

        internal static Tensor Add(Tensor y, Tensor positions, in PoolingShape s)
        {
            using var dense = new Dense(y);
            var x = torch.zeros(Pooling2d.Resized(y, s.Height, s.Width).Sizes, y.dtype);
            if (y.dtype == torch.ScalarType.Float32) Pooling.Add<float>(s, dense.Span<float>(), positions.Span<long>(), x.Span<float>());
            else Pooling.Add<double>(s, dense.Span<double>(), positions.Span<long>(), x.Span<double>());
            return GradMode.Records(y) ? x.ComputedBy(new MaxPoolAddNode(y, positions, s)) : x;
        }
    }

    internal sealed class MaxPoolNode(Tensor input, Tensor positions, PoolingShape shape) : Node(input)
    {
        private SavedTensor _positions = new(positions);

        internal override string Name => "max_pool2d";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = MaxPool2d.Add(grad, _positions.Unpack(this), shape);

        internal override void Release() => _positions.Release();
    }

    internal sealed class MaxPoolAddNode(Tensor input, Tensor positions, PoolingShape shape) : Node(input)
    {
        private SavedTensor _positions = new(positions);

        internal override string Name => "max_pool2d_backward";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = MaxPool2d.Take(grad, _positions.Unpack(this), shape, outside: 0);

        internal override void Release() => _positions.Release();
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
                /// <summary>The maximum of each window: [n, c, h, w] → [n, c, h', w'], see <see cref="Modules.MaxPool2d"/>. The strides are the kernel's size if not given.</summary>
                public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
                {
                    var shape = MaxPoolShape(input, kernel_size, strides, padding, dilation, ceil_mode);
                    using var positions = Ops.MaxPool2d.Positions(input, shape, tracked: false);
                    return Ops.MaxPool2d.Take(input, positions, shape, double.NegativeInfinity);
                }

                /// <summary>The maximum of each square window: [n, c, h, w] → [n, c, h', w']. The stride is the kernel's size if not given.</summary>
                public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                    => max_pool2d(input, [kernel_size], Array(stride), Array(padding), Array(dilation), ceil_mode);

                /// <summary>The maximum of each window: [n, c, h, w] → [n, c, h', w']. The stride is the kernel's size if not given.</summary>
                public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false)
                    => max_pool2d(input, [kernel_size.Item1, kernel_size.Item2], Array(stride), Array(padding), Array(dilation), ceil_mode);

                /// <summary>
                /// The maximum of each window and, as Int64 of the same shape, its position row · w + column within its plane
                /// (−1 for a dilated window that touches nothing but padding, whose maximum is −∞).
                /// </summary>
                public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
                {
                    var shape = MaxPoolShape(input, kernel_size, strides, padding, dilation, ceil_mode);
                    var positions = Ops.MaxPool2d.Positions(input, shape, tracked: true);
                    return (Ops.MaxPool2d.Take(input, positions, shape, double.NegativeInfinity), positions);
                }

                private static PoolingShape MaxPoolShape(Tensor input, long[] kernel_size, long[]? strides, long[]? padding, long[]? dilation, bool ceil_mode)
                {
                    var kernel = Both(kernel_size, 1);
                    return Pooling2d.ShapeOf("max_pool2d", input, kernel, strides is null ? kernel : Both(strides, 1), Both(padding, 0), Both(dilation, 1), ceil_mode);
                }

                private static long[]? Array(long? both) => both is { } value ? [value, value] : null;

                private static long[]? Array((long, long)? pair) => pair is { } value ? [value.Item1, value.Item2] : null;
            }
        }
    }
}
