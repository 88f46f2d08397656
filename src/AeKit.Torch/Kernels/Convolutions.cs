using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>
/// The three maps of a convolution, each linear in both arguments, as matrix products with the patches of one image
/// at a time: image × weight → map, map × weight → image, image × map → weight.
/// </summary>
internal static class Convolutions
{
    internal static void ToMap<T>(in ConvolutionShape s, ReadOnlySpan<T> images, ReadOnlySpan<T> weight, Span<T> maps, Span<T> patches)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var n = 0; n < s.Batch; n++)
            for (var g = 0; g < s.Groups; g++)
            {
                Unfolding.Unfold(s, Image(s, images, n, g), patches);
                Gemm.Multiply(s.GroupFilters, s.MapSize, s.Patch, Weight(s, weight, g, transposed: false),
                    new MatrixView<T>(patches, s.MapSize, 1), [], maps.Slice(MapStart(s, n, g), s.GroupFilters * s.MapSize));
            }
    }

    internal static void ToImage<T>(in ConvolutionShape s, ReadOnlySpan<T> maps, ReadOnlySpan<T> weight, Span<T> images, Span<T> patches)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        images.Clear();
        for (var n = 0; n < s.Batch; n++)
            for (var g = 0; g < s.Groups; g++)
            {
                Gemm.Multiply(s.Patch, s.MapSize, s.GroupFilters, Weight(s, weight, g, transposed: true),
                    new MatrixView<T>(maps.Slice(MapStart(s, n, g), s.GroupFilters * s.MapSize), s.MapSize, 1), [], patches);
                Unfolding.Fold<T>(s, patches, images.Slice(ImageStart(s, n, g), s.GroupChannels * s.ImageSize));
            }
    }

    internal static void ToWeight<T>(in ConvolutionShape s, ReadOnlySpan<T> images, ReadOnlySpan<T> maps, Span<T> weight, Span<T> patches)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        weight.Clear();
        for (var n = 0; n < s.Batch; n++)
            for (var g = 0; g < s.Groups; g++)
            {
                Unfolding.Unfold(s, Image(s, images, n, g), patches);
                Gemm.Multiply(s.GroupFilters, s.Patch, s.MapSize,
                    new MatrixView<T>(maps.Slice(MapStart(s, n, g), s.GroupFilters * s.MapSize), s.MapSize, 1),
                    new MatrixView<T>(patches, 1, s.MapSize), [], weight.Slice(g * s.GroupFilters * s.Patch, s.GroupFilters * s.Patch), adds: true);
            }
    }

    private static ReadOnlySpan<T> Image<T>(in ConvolutionShape s, ReadOnlySpan<T> images, int n, int g)
        => images.Slice(ImageStart(s, n, g), s.GroupChannels * s.ImageSize);

    private static MatrixView<T> Weight<T>(in ConvolutionShape s, ReadOnlySpan<T> weight, int g, bool transposed)
    {
        var part = weight.Slice(g * s.GroupFilters * s.Patch, s.GroupFilters * s.Patch);
        return transposed ? new MatrixView<T>(part, 1, s.Patch) : new MatrixView<T>(part, s.Patch, 1);
    }

    private static int ImageStart(in ConvolutionShape s, int n, int g) => (n * s.Channels + g * s.GroupChannels) * s.ImageSize;

    private static int MapStart(in ConvolutionShape s, int n, int g) => (n * s.Filters + g * s.GroupFilters) * s.MapSize;
}
