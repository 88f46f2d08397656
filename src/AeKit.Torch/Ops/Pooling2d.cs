using TorchSharp.Kernels;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>What max_pool2d and avg_pool2d have in common: the sizes of their windows and results.</summary>
internal static class Pooling2d
{
    internal static PoolingShape ShapeOf(string operation, Tensor input, long[] kernel, long[] stride, long[] padding, long[] dilation, bool ceilMode)
    {
        var sizes = input.Layout.Sizes;
        if (sizes.Length is not (3 or 4)) throw new ArgumentException($"{operation}: expected [n, c, h, w] or [c, h, w], got shape {Shape.Text(sizes)}.");
        if (!input.dtype.IsFloatingPoint()) throw new ArgumentException($"{operation}: the input must be floating point, not {input.dtype}.");
        Require(operation, "kernel_size", kernel, 1);
        Require(operation, "stride", stride, 1);
        Require(operation, "padding", padding, 0);
        Require(operation, "dilation", dilation, 1);
        for (var d = 0; d < 2; d++)
            if (padding[d] > kernel[d] / 2)
                throw new ArgumentException($"{operation}: padding {Shape.Text(padding)} must be at most half of kernel_size {Shape.Text(kernel)}.");
        var (h, w) = (sizes[^2], sizes[^1]);
        var height = MapLength(h, kernel[0], stride[0], padding[0], dilation[0], ceilMode);
        var width = MapLength(w, kernel[1], stride[1], padding[1], dilation[1], ceilMode);
        if (h < 1 || w < 1 || height < 1 || width < 1)
            throw new ArgumentException($"{operation}: the kernel {Shape.Text(kernel)} is larger than the padded input {Shape.Text(sizes)}.");
        var planes = sizes.Length == 4 ? sizes[0] * sizes[1] : sizes[0];
        return new PoolingShape((int)planes, (int)h, (int)w, (int)kernel[0], (int)kernel[1], (int)stride[0], (int)stride[1],
            (int)padding[0], (int)padding[1], (int)dilation[0], (int)dilation[1], (int)height, (int)width);
    }

    /// <summary>The leading sizes of a tensor with the height and width replaced.</summary>
    internal static Layout Resized(Tensor x, int height, int width) => Layout.Contiguous([.. x.Layout.Sizes[..^2], height, width]);

    private static void Require(string operation, string what, long[] values, int least)
    {
        if (values.Length != 2 || values[0] < least || values[1] < least || Math.Max(values[0], values[1]) > int.MaxValue)
            throw new ArgumentException($"{operation}: {what} {Shape.Text(values)} must be one or two numbers of at least {least}.");
    }

    /// <summary>How many windows fit; with <paramref name="ceilMode"/> also one that starts in the image, or the padding before it, and ends outside.</summary>
    private static long MapLength(long size, long kernel, long stride, long padding, long dilation, bool ceilMode)
    {
        var room = size + 2 * padding - dilation * (kernel - 1) - 1;
        if (!ceilMode) return room < 0 ? 0 : room / stride + 1;
        var length = (long)Math.Ceiling((double)room / stride) + 1;
        return (length - 1) * stride >= size + padding ? length - 1 : length;
    }
}
