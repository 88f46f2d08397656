using System.Numerics;
using System.Numerics.Tensors;

namespace TorchSharp.Kernels;

/// <summary>Sums in blocks, so that rounding errors do not grow with the number of terms.</summary>
internal static class Sums
{
    private const int Block = 256;
    private const int RowBlock = 64;

    internal static T Of<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        if (x.Length <= Block) return TensorPrimitives.Sum(x);
        double total = 0;
        for (var i = 0; i < x.Length; i += Block)
            total += double.CreateTruncating(TensorPrimitives.Sum(x.Slice(i, Math.Min(Block, x.Length - i))));
        return T.CreateTruncating(total);
    }

    internal static long OfIntegers<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        long total = 0;
        foreach (var value in x) total += long.CreateTruncating(value);
        return total;
    }

    /// <summary>y[j] = Σᵢ x[i, j] for a matrix of <paramref name="rows"/> rows as wide as y.</summary>
    internal static void OfColumns<T>(ReadOnlySpan<T> x, int rows, Span<T> y) where T : unmanaged, INumber<T>
    {
        var width = y.Length;
        if (rows <= RowBlock)
        {
            AddRows(x, rows, y);
            return;
        }
        var half = rows / 2;
        var buffer = System.Buffers.ArrayPool<T>.Shared.Rent(width);
        var second = buffer.AsSpan(0, width);
        OfColumns(x[..(half * width)], half, y);
        OfColumns(x[(half * width)..], rows - half, second);
        TensorPrimitives.Add(y, second, y);
        System.Buffers.ArrayPool<T>.Shared.Return(buffer);
    }

    private static void AddRows<T>(ReadOnlySpan<T> x, int rows, Span<T> y) where T : unmanaged, INumber<T>
    {
        var width = y.Length;
        if (rows == 0)
        {
            y.Clear();
            return;
        }
        x[..width].CopyTo(y);
        for (var i = 1; i < rows; i++) TensorPrimitives.Add(y, x.Slice(i * width, width), y);
    }
}
