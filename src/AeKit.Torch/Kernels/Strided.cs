using System.Numerics;
using System.Numerics.Tensors;

namespace TorchSharp.Kernels;

/// <summary>Copies between arrays of the same shape and different strides; a stride of zero repeats an element.</summary>
internal static class Strided
{
    private const int Tile = 16;

    internal static void Copy<T>(ReadOnlySpan<T> source, ReadOnlySpan<long> sourceStrides, Span<T> target, ReadOnlySpan<long> targetStrides, ReadOnlySpan<long> sizes)
        where T : unmanaged
    {
        switch (sizes.Length)
        {
            case 0:
                target[0] = source[0];
                return;
            case 1:
                CopyRow(source, (int)sourceStrides[0], target, (int)targetStrides[0], (int)sizes[0]);
                return;
            case 2 when sourceStrides[0] == 1 && targetStrides[1] == 1 && sourceStrides[1] > 1:
                Transpose(source, (int)sourceStrides[1], target, (int)targetStrides[0], (int)sizes[0], (int)sizes[1]);
                return;
        }
        for (var i = 0; i < sizes[0]; i++)
            Copy(source[(int)(i * sourceStrides[0])..], sourceStrides[1..], target[(int)(i * targetStrides[0])..], targetStrides[1..], sizes[1..]);
    }

    private static void CopyRow<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> target, int targetStride, int count)
        where T : unmanaged
    {
        if (count == 0) return;
        if (targetStride == 1 && sourceStride == 1) source[..count].CopyTo(target);
        else if (targetStride == 1 && sourceStride == 0) target[..count].Fill(source[0]);
        else
            for (var i = 0; i < count; i++) target[i * targetStride] = source[i * sourceStride];
    }

    // Tiles keep both the read and the written cache lines in L1.
    private static void Transpose<T>(ReadOnlySpan<T> source, int sourceStride, Span<T> target, int targetStride, int rows, int columns)
        where T : unmanaged
    {
        for (var i0 = 0; i0 < rows; i0 += Tile)
            for (var j0 = 0; j0 < columns; j0 += Tile)
            {
                var iEnd = Math.Min(i0 + Tile, rows);
                var jEnd = Math.Min(j0 + Tile, columns);
                for (var i = i0; i < iEnd; i++)
                    for (var j = j0; j < jEnd; j++)
                        target[i * targetStride + j] = source[j * sourceStride + i];
            }
    }

    internal static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> source, Span<TTo> target)
        where TFrom : unmanaged, INumberBase<TFrom> where TTo : unmanaged, INumberBase<TTo>
        => TensorPrimitives.ConvertTruncating(source, target);

    internal static void ToBool<T>(ReadOnlySpan<T> source, Span<byte> target) where T : unmanaged, INumberBase<T>
    {
        for (var i = 0; i < source.Length; i++) target[i] = T.IsZero(source[i]) ? (byte)0 : (byte)1;
    }
}
