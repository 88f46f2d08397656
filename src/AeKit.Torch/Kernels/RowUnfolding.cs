using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Unfolding row by row of the map, for all shapes: each channel is split along the width by the phase of the stride.</summary>
internal sealed unsafe class RowUnfolding<T> : Unfolding<T> where T : unmanaged, INumber<T>
{
    private readonly ConvolutionShape _shape;
    private readonly Reach[] _vertical;
    private readonly Reach[] _horizontal;
    private readonly VectorRow<T>[] _rows;
    private readonly int _planeWidth;
    private readonly int _tall;

    internal RowUnfolding(in ConvolutionShape s)
    {
        _shape = s;
        _vertical = new Reach[s.KernelHeight];
        _horizontal = new Reach[s.KernelWidth];
        _rows = new VectorRow<T>[s.KernelWidth];
        for (var k = 0; k < _vertical.Length; k++) _vertical[k] = new Reach(k, s.Height, s.MapHeight, s.StrideHeight, s.PaddingHeight, s.DilationHeight);
        for (var k = 0; k < _horizontal.Length; k++)
        {
            _horizontal[k] = new Reach(k, s.Width, s.MapWidth, s.StrideWidth, s.PaddingWidth, s.DilationWidth);
            _rows[k] = new VectorRow<T>(_horizontal[k], s.MapWidth);
        }
        _planeWidth = (s.Width + s.StrideWidth - 1) / s.StrideWidth;
        _tall = (s.KernelHeight - 1) * s.DilationHeight + 1;
    }

    public override void Dispose()
    {
    }

    internal override long PlaneElements(int rows)
    {
        var images = (rows + _shape.MapHeight - 2) / _shape.MapHeight + 1;
        var height = Math.Min(_shape.Height, (long)Math.Min(rows, _shape.MapHeight) * _shape.StrideHeight + _tall + _shape.DilationHeight);
        return 2 * Slack + images * _shape.StrideWidth * height * _planeWidth;
    }

    internal override void Unfold(T* images, int group, int firstRow, int rows, T* planes, T* patches, int patchStride)
    {
        var s = _shape;
        planes += Slack;
        for (var c = 0; c < s.GroupChannels; c++)
        {
            var plane = planes;
            foreach (var part in MapRows.Of(s, firstRow, rows))
            {
                var (top, height) = (Top(part.First), Height(part));
                for (var n = 0; n < part.Images; n++, plane += PlaneSize(height))
                    Split(images + Start(part.Image + n, group, c) + top * s.Width, height, plane);
            }
            for (var ky = 0; ky < s.KernelHeight; ky++)
                for (var kx = 0; kx < s.KernelWidth; kx++, patches += patchStride)
                    UnfoldRow(ky, kx, firstRow, rows, planes, patches);
        }
    }

    internal override void Fold(T* patches, int patchStride, int group, int firstRow, int rows, T* planes, ReadOnlySpan<T> bias, T* images)
    {
        var s = _shape;
        planes += Slack;
        nint count = 0;
        foreach (var part in MapRows.Of(s, firstRow, rows)) count += part.Images * PlaneSize(Height(part));
        for (var c = 0; c < s.GroupChannels; c++)
        {
            new Span<T>(planes, (int)count).Clear();
            for (var ky = 0; ky < s.KernelHeight; ky++)
                for (var kx = 0; kx < s.KernelWidth; kx++, patches += patchStride)
                    FoldRow(ky, kx, firstRow, rows, patches, planes);
            var plane = planes;
            var term = bias.IsEmpty ? T.Zero : bias[c];
            foreach (var part in MapRows.Of(s, firstRow, rows))
            {
                var (top, height) = (Top(part.First), Height(part));
                // Rows that the block above has reached are there already.
                var present = part.First == 0 ? 0 : Math.Min(Bottom(part.First) - top, height);
                for (var n = 0; n < part.Images; n++, plane += PlaneSize(height))
                    Join(plane, height, present, term, images + Start(part.Image + n, group, c) + top * s.Width);
            }
        }
    }

    private void UnfoldRow(int ky, int kx, int firstRow, int rows, T* planes, T* patches)
    {
        var s = _shape;
        ref readonly var vertical = ref _vertical[ky];
        ref readonly var horizontal = ref _horizontal[kx];
        foreach (var part in MapRows.Of(s, firstRow, rows))
        {
            var height = Height(part);
            var first = Math.Clamp(vertical.First, part.First, part.End);
            var end = Math.Clamp(vertical.End, first, part.End);
            var source = planes + ((nint)horizontal.Phase * height + vertical.Pixel - Top(part.First) + first * s.StrideHeight) * _planeWidth + horizontal.Shift;
            _rows[kx].Copy(part.Images, source, PlaneSize(height), s.StrideHeight * _planeWidth, patches, first - part.First, end - first, part.End - end);
            patches += (nint)part.Images * part.Count * s.MapWidth;
            planes += part.Images * PlaneSize(height);
        }
    }

    private void FoldRow(int ky, int kx, int firstRow, int rows, T* patches, T* planes)
    {
        var s = _shape;
        ref readonly var vertical = ref _vertical[ky];
        ref readonly var horizontal = ref _horizontal[kx];
        foreach (var part in MapRows.Of(s, firstRow, rows))
        {
            var height = Height(part);
            var first = Math.Clamp(vertical.First, part.First, part.End);
            var end = Math.Clamp(vertical.End, first, part.End);
            var target = planes + ((nint)horizontal.Phase * height + vertical.Pixel - Top(part.First) + first * s.StrideHeight) * _planeWidth + horizontal.Shift;
            _rows[kx].Add(part.Images, patches + (nint)(first - part.First) * s.MapWidth, (nint)part.Count * s.MapWidth,
                target, PlaneSize(height), s.StrideHeight * _planeWidth, end - first);
            patches += (nint)part.Images * part.Count * s.MapWidth;
            planes += part.Images * PlaneSize(height);
        }
    }

    private void Split(T* pixels, int height, T* planes)
    {
        var (width, stride) = (_shape.Width, _shape.StrideWidth);
        // If no row ends within a stride, rows need not be told apart.
        if (width % stride == 0) (width, height) = (width * height, 1);
        var planeWidth = (width + stride - 1) / stride;
        for (var y = 0; y < height; y++)
            StridedRows.Split(pixels + (nint)y * width, width, stride, planes + (nint)y * planeWidth, (nint)height * planeWidth);
    }

    private void Join(T* planes, int height, int present, T term, T* pixels)
    {
        var (width, stride) = (_shape.Width, _shape.StrideWidth);
        nint size = (nint)height * _planeWidth;
        for (var y = 0; y < present; y++)
            for (var x = 0; x < width; x++) pixels[y * width + x] += planes[x % stride * size + y * _planeWidth + x / stride];
        pixels += present * width;
        planes += present * _planeWidth;
        height -= present;
        if (width % stride == 0) (width, height) = (width * height, 1);
        var planeWidth = (width + stride - 1) / stride;
        for (var y = 0; y < height; y++)
            StridedRows.Join(planes + (nint)y * planeWidth, size, stride, pixels + (nint)y * width, width, term);
    }

    private nint PlaneSize(int height) => (nint)height * _planeWidth * _shape.StrideWidth;

    /// <summary>Rows of the image that rows of the map reach.</summary>
    private int Height(in MapRows part) => Bottom(part.End) - Top(part.First);

    private int Top(int mapRow) => mapRow == 0 ? 0 : Math.Clamp(mapRow * _shape.StrideHeight - _shape.PaddingHeight, 0, _shape.Height);

    /// <summary>The end of what the rows of the map above this one reach, or pass by.</summary>
    private int Bottom(int mapRow)
    {
        if (mapRow == _shape.MapHeight) return _shape.Height;
        var next = mapRow * _shape.StrideHeight - _shape.PaddingHeight;
        return Math.Clamp(Math.Max(next, next - _shape.StrideHeight + _tall), 0, _shape.Height);
    }

    private nint Start(int image, int group, int channel)
        => ((nint)image * _shape.Channels + group * _shape.GroupChannels + channel) * _shape.ImageSize;
}
