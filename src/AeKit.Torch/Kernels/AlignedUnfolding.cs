using System.Numerics;
using System.Runtime.Intrinsics;
using TorchSharp.Memory;

namespace TorchSharp.Kernels;

/// <summary>
/// Unfolding of small images whose planes are as large as their maps, the usual case: for every stride, padding may
/// keep the size up to the stride. What an element of the kernel sees is then a plane, shifted as a whole, of
/// all images one after the other; what the shift brings from a neighbouring row or image is masked.
/// </summary>
internal sealed unsafe class AlignedUnfolding<T> : Unfolding<T> where T : unmanaged, INumber<T>
{
    // On wider maps rows are long enough to be copied one by one, and masks would be larger than the cache.
    private const int WidestMap = 16;
    private const int LargestMap = 512;

    private readonly ConvolutionShape _shape;
    private readonly Tap[] _taps;
    private readonly byte[] _buffer;
    private readonly T* _masks;
    private readonly int _maskLength;

    internal AlignedUnfolding(in ConvolutionShape s, int rows)
    {
        _shape = s;
        _maskLength = s.MapSize + (rows + s.MapHeight) * s.MapWidth + Slack;
        _buffer = BufferPool.Rent((long)sizeof(T) * s.KernelSize * _maskLength);
        // Buffers of the pool are pinned.
        fixed (byte* start = _buffer) _masks = (T*)(start + BufferPool.AlignedStart(_buffer));
        _taps = new Tap[s.KernelSize];
        for (var ky = 0; ky < s.KernelHeight; ky++)
            for (var kx = 0; kx < s.KernelWidth; kx++)
            {
                var vertical = new Reach(ky, s.Height, s.MapHeight, s.StrideHeight, s.PaddingHeight, s.DilationHeight);
                var horizontal = new Reach(kx, s.Width, s.MapWidth, s.StrideWidth, s.PaddingWidth, s.DilationWidth);
                var k = ky * s.KernelWidth + kx;
                var seesAny = vertical.First < vertical.End && horizontal.First < horizontal.End;
                _taps[k] = new(vertical.Phase * s.StrideWidth + horizontal.Phase, seesAny ? vertical.Shift * s.MapWidth + horizontal.Shift : 0);
                Mask(vertical, horizontal, new(_masks + k * _maskLength, _maskLength));
            }
    }

    public override void Dispose() => BufferPool.Return(_buffer);

    internal static bool Fits(in ConvolutionShape s)
        => s.Width == s.MapWidth * s.StrideWidth && s.Height == s.MapHeight * s.StrideHeight && s.MapWidth <= WidestMap && s.MapSize <= LargestMap;

    internal override long PlaneElements(int rows) => 2 * Margin + (long)Phases * PhaseStride(rows) + (long)_shape.GroupChannels * _shape.ImageSize;

    internal override void Unfold(T* images, int group, int firstRow, int rows, T* planes, T* patches, int patchStride)
    {
        var s = _shape;
        var (image, row) = Math.DivRem(firstRow, s.MapHeight);
        var touched = (row + rows + s.MapHeight - 1) / s.MapHeight;
        var phaseStride = PhaseStride(rows);
        planes += Margin;
        for (var c = 0; c < s.GroupChannels; c++)
        {
            for (var n = 0; n < touched; n++) Split(images + Start(image + n, group, c), planes + n * s.MapSize, phaseStride);
            for (var k = 0; k < _taps.Length; k++, patches += patchStride)
                Copy(planes + _taps[k].Phase * phaseStride + row * s.MapWidth + _taps[k].Shift,
                    _masks + k * _maskLength + row * s.MapWidth, patches, rows * s.MapWidth);
        }
    }

    internal override void Fold(T* patches, int patchStride, int group, int firstRow, int rows, T* planes, ReadOnlySpan<T> bias, T* images)
    {
        var s = _shape;
        var (image, row) = Math.DivRem(firstRow, s.MapHeight);
        var touched = (row + rows + s.MapHeight - 1) / s.MapHeight;
        var left = row + rows - (touched - 1) * s.MapHeight;
        var phaseStride = PhaseStride(rows);
        // What an image that is not complete has so far, for the next block.
        var carried = planes;
        planes += s.GroupChannels * s.ImageSize + Margin;
        for (var c = 0; c < s.GroupChannels; c++, carried += s.ImageSize)
        {
            for (var p = 0; p < Phases; p++)
            {
                new Span<T>(planes + p * phaseStride, touched * s.MapSize).Clear();
                if (row > 0) StridedRows.Copy(carried + p * s.MapSize, planes + p * phaseStride, s.MapSize);
            }
            for (var k = 0; k < _taps.Length; k++, patches += patchStride)
                Add(patches, _masks + k * _maskLength + row * s.MapWidth,
                    planes + _taps[k].Phase * phaseStride + row * s.MapWidth + _taps[k].Shift, rows * s.MapWidth);
            var complete = left == s.MapHeight ? touched : touched - 1;
            var term = bias.IsEmpty ? T.Zero : bias[c];
            for (var n = 0; n < complete; n++) Join(planes + n * s.MapSize, phaseStride, term, images + Start(image + n, group, c));
            for (var p = 0; p < Phases && complete < touched; p++)
                StridedRows.Copy(planes + p * phaseStride + complete * s.MapSize, carried + p * s.MapSize, s.MapSize);
        }
    }

    private static void Copy(T* source, T* mask, T* target, int count)
    {
        for (nint i = 0; i < count; i += Vector256<T>.Count) (Vector256.Load(source + i) & Vector256.Load(mask + i)).Store(target + i);
    }

    private static void Add(T* source, T* mask, T* target, int count)
    {
        nint i = 0;
        for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
            (Vector256.Load(target + i) + (Vector256.Load(source + i) & Vector256.Load(mask + i))).Store(target + i);
        for (; i < count; i++)
            if (!T.IsZero(mask[i])) target[i] += source[i];
    }

    private void Split(T* pixels, T* planes, int phaseStride)
    {
        var s = _shape;
        if (Phases == 1) StridedRows.Copy(pixels, planes, s.ImageSize);
        else
            for (var a = 0; a < s.StrideHeight; a++)
                StridedRows.Split(pixels + a * s.Width, s.StrideHeight * s.Width, s.MapHeight, s.Width, s.StrideWidth, planes + a * s.StrideWidth * phaseStride, phaseStride);
    }

    private void Join(T* planes, int phaseStride, T term, T* pixels)
    {
        var s = _shape;
        if (Phases == 1) StridedRows.Add(planes, term, pixels, s.ImageSize);
        else
            for (var i = 0; i < s.MapHeight; i++)
                for (var a = 0; a < s.StrideHeight; a++, pixels += s.Width)
                {
                    // Whole vectors may reach into the next row, which mends it, but no further.
                    var beyond = s.Width >= 8 && (a < s.StrideHeight - 1 || i < s.MapHeight - 1);
                    StridedRows.Join(planes + a * s.StrideWidth * phaseStride + i * s.MapWidth, phaseStride, s.StrideWidth, pixels, s.Width, term, beyond);
                }
    }

    /// <summary>All bits of the positions in reach, from image to image the same.</summary>
    private void Mask(in Reach vertical, in Reach horizontal, Span<T> mask)
    {
        var (width, size) = (_shape.MapWidth, Math.Min(_shape.MapSize, mask.Length));
        mask[..size].Clear();
        for (var y = vertical.First; y < vertical.End; y++)
            mask.Slice(y * width + horizontal.First, horizontal.End - horizontal.First).Fill(Vector256<T>.AllBitsSet[0]);
        for (; size < mask.Length; size *= 2) mask[..Math.Min(size, mask.Length - size)].CopyTo(mask[size..]);
    }

    private int Phases => _shape.StrideHeight * _shape.StrideWidth;

    /// <summary>A shift reaches less than a plane before the first and beyond the last.</summary>
    private int Margin => (_shape.MapSize + Slack + 15) / 16 * 16;

    private int PhaseStride(int rows) => ((rows + _shape.MapHeight - 2) / _shape.MapHeight + 1) * _shape.MapSize;

    private nint Start(int image, int group, int channel)
        => ((nint)image * _shape.Channels + group * _shape.GroupChannels + channel) * _shape.ImageSize;

    /// <summary>Which plane an element of the kernel sees, and how far it is shifted.</summary>
    private readonly record struct Tap(int Phase, int Shift);
}
