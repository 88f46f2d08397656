using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Sizes of a two-dimensional pooling; each plane (one channel of one image) is pooled by itself.</summary>
internal readonly record struct PoolingShape(
    int Planes, int Height, int Width, int KernelHeight, int KernelWidth, int StrideHeight, int StrideWidth,
    int PaddingHeight, int PaddingWidth, int DilationHeight, int DilationWidth, int MapHeight, int MapWidth)
{
    internal int ImageSize => Height * Width;
    internal int MapSize => MapHeight * MapWidth;
}

/// <summary>Maxima and averages of the windows of [planes, height, width], and the adjoints, writing [planes, map height, map width].</summary>
internal static class Pooling
{
    /// <summary>
    /// Where in its plane each window has its maximum: the first of equals, the last NaN if there is one, as in PyTorch;
    /// −1 if a dilated window touches nothing but padding.
    /// </summary>
    internal static void MaximumPositions<T>(in PoolingShape s, ReadOnlySpan<T> image, Span<long> positions) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var at = 0;
        for (var p = 0; p < s.Planes; p++)
        {
            var plane = image.Slice(p * s.ImageSize, s.ImageSize);
            for (var y = 0; y < s.MapHeight; y++)
                for (var x = 0; x < s.MapWidth; x++, at++)
                {
                    var (top, left) = (y * s.StrideHeight - s.PaddingHeight, x * s.StrideWidth - s.PaddingWidth);
                    var largest = T.NegativeInfinity;
                    var position = -1;
                    for (var ky = 0; ky < s.KernelHeight; ky++)
                    {
                        var iy = top + ky * s.DilationHeight;
                        if ((uint)iy >= (uint)s.Height) continue;
                        for (var kx = 0; kx < s.KernelWidth; kx++)
                        {
                            var ix = left + kx * s.DilationWidth;
                            if ((uint)ix >= (uint)s.Width) continue;
                            var value = plane[iy * s.Width + ix];
                            if (!(position < 0 || value > largest || T.IsNaN(value))) continue;
                            largest = value;
                            position = iy * s.Width + ix;
                        }
                    }
                    positions[at] = position;
                }
        }
    }

    /// <summary>The element of its plane that each position names, and <paramref name="outside"/> at −1.</summary>
    internal static void Take<T>(in PoolingShape s, ReadOnlySpan<T> image, ReadOnlySpan<long> positions, Span<T> map, T outside) where T : unmanaged
    {
        for (var p = 0; p < s.Planes; p++)
        {
            var plane = image.Slice(p * s.ImageSize, s.ImageSize);
            for (var i = p * s.MapSize; i < (p + 1) * s.MapSize; i++) map[i] = positions[i] < 0 ? outside : plane[(int)positions[i]];
        }
    }

    /// <summary>The adjoint of <see cref="Take"/>: adds each element of the map at its position.</summary>
    internal static void Add<T>(in PoolingShape s, ReadOnlySpan<T> map, ReadOnlySpan<long> positions, Span<T> image) where T : unmanaged, INumber<T>
    {
        for (var p = 0; p < s.Planes; p++)
        {
            var plane = image.Slice(p * s.ImageSize, s.ImageSize);
            for (var i = p * s.MapSize; i < (p + 1) * s.MapSize; i++)
                if (positions[i] >= 0) plane[(int)positions[i]] += map[i];
        }
    }

    /// <summary>The mean of each window; a <paramref name="divisor"/> of 0 stands for the number of elements in it, with or without padding.</summary>
    internal static void Average<T>(in PoolingShape s, bool countPadding, long divisor, ReadOnlySpan<T> image, Span<T> map) where T : unmanaged, INumber<T>
    {
        var at = 0;
        for (var p = 0; p < s.Planes; p++)
        {
            var plane = image.Slice(p * s.ImageSize, s.ImageSize);
            for (var y = 0; y < s.MapHeight; y++)
            {
                var rows = new Window(y, s.Height, s.KernelHeight, s.StrideHeight, s.PaddingHeight);
                for (var x = 0; x < s.MapWidth; x++, at++)
                {
                    var columns = new Window(x, s.Width, s.KernelWidth, s.StrideWidth, s.PaddingWidth);
                    var sum = T.Zero;
                    for (var iy = rows.First; iy < rows.End; iy++)
                        foreach (var value in plane[(iy * s.Width + columns.First)..(iy * s.Width + columns.End)]) sum += value;
                    map[at] = sum / T.CreateTruncating(Divisor(rows, columns, countPadding, divisor));
                }
            }
        }
    }

    /// <summary>The adjoint of <see cref="Average"/>: adds to every element its share of each window it lies in.</summary>
    internal static void Spread<T>(in PoolingShape s, bool countPadding, long divisor, ReadOnlySpan<T> map, Span<T> image) where T : unmanaged, INumber<T>
    {
        var at = 0;
        for (var p = 0; p < s.Planes; p++)
        {
            var plane = image.Slice(p * s.ImageSize, s.ImageSize);
            for (var y = 0; y < s.MapHeight; y++)
            {
                var rows = new Window(y, s.Height, s.KernelHeight, s.StrideHeight, s.PaddingHeight);
                for (var x = 0; x < s.MapWidth; x++, at++)
                {
                    var columns = new Window(x, s.Width, s.KernelWidth, s.StrideWidth, s.PaddingWidth);
                    var share = map[at] / T.CreateTruncating(Divisor(rows, columns, countPadding, divisor));
                    for (var iy = rows.First; iy < rows.End; iy++)
                        foreach (ref var value in plane[(iy * s.Width + columns.First)..(iy * s.Width + columns.End)]) value += share;
                }
            }
        }
    }

    private static long Divisor(in Window rows, in Window columns, bool countPadding, long divisor)
        => divisor != 0 ? divisor : countPadding ? (long)rows.PaddedLength * columns.PaddedLength : (long)rows.Length * columns.Length;

    /// <summary>A window along one axis, cut off at the edges of the image; with padding it ends where the padding does.</summary>
    private readonly struct Window
    {
        internal Window(int index, int size, int kernel, int stride, int padding)
        {
            var start = index * stride - padding;
            var end = Math.Min(start + kernel, size + padding);
            PaddedLength = end - start;
            First = Math.Max(start, 0);
            End = Math.Min(end, size);
        }

        internal int First { get; }
        internal int End { get; }
        internal int PaddedLength { get; }
        internal int Length => End - First;
    }
}
