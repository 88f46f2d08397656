using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Sizes of a two-dimensional convolution; "image" is its input, "map" its output.</summary>
internal readonly record struct ConvolutionShape(
    int Batch, int Channels, int Height, int Width, int Filters, int KernelHeight, int KernelWidth, int MapHeight, int MapWidth,
    int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, int DilationHeight, int DilationWidth, int Groups)
{
    internal int GroupChannels => Channels / Groups;
    internal int GroupFilters => Filters / Groups;
    internal int Patch => GroupChannels * KernelHeight * KernelWidth;
    internal int MapSize => MapHeight * MapWidth;
    internal int ImageSize => Height * Width;
}

/// <summary>
/// Between an image [channels, height, width] and the matrix of its patches [channels · kernel, map], whose columns
/// are the pixels each position of the kernel sees.
/// </summary>
internal static class Unfolding
{
    internal static void Unfold<T>(in ConvolutionShape s, ReadOnlySpan<T> image, Span<T> patches) where T : unmanaged
    {
        var row = 0;
        for (var c = 0; c < s.GroupChannels; c++)
            for (var ky = 0; ky < s.KernelHeight; ky++)
                for (var kx = 0; kx < s.KernelWidth; kx++, row++)
                    for (var y = 0; y < s.MapHeight; y++)
                    {
                        var target = patches.Slice(row * s.MapSize + y * s.MapWidth, s.MapWidth);
                        var iy = y * s.StrideHeight - s.PaddingHeight + ky * s.DilationHeight;
                        if (iy < 0 || iy >= s.Height)
                        {
                            target.Clear();
                            continue;
                        }
                        var source = image.Slice(c * s.ImageSize + iy * s.Width, s.Width);
                        var first = kx * s.DilationWidth - s.PaddingWidth;
                        for (var x = 0; x < target.Length; x++)
                        {
                            var ix = x * s.StrideWidth + first;
                            target[x] = (uint)ix < (uint)source.Length ? source[ix] : default;
                        }
                    }
    }

    /// <summary>The adjoint: adds every patch back to the pixels it was read from.</summary>
    internal static void Fold<T>(in ConvolutionShape s, ReadOnlySpan<T> patches, Span<T> image) where T : unmanaged, INumber<T>
    {
        var row = 0;
        for (var c = 0; c < s.GroupChannels; c++)
            for (var ky = 0; ky < s.KernelHeight; ky++)
                for (var kx = 0; kx < s.KernelWidth; kx++, row++)
                    for (var y = 0; y < s.MapHeight; y++)
                    {
                        var iy = y * s.StrideHeight - s.PaddingHeight + ky * s.DilationHeight;
                        if (iy < 0 || iy >= s.Height) continue;
                        var source = patches.Slice(row * s.MapSize + y * s.MapWidth, s.MapWidth);
                        var target = image.Slice(c * s.ImageSize + iy * s.Width, s.Width);
                        var first = kx * s.DilationWidth - s.PaddingWidth;
                        for (var x = 0; x < source.Length; x++)
                        {
                            var ix = x * s.StrideWidth + first;
                            if ((uint)ix < (uint)target.Length) target[ix] += source[x];
                        }
                    }
    }
}
