using System.Numerics;
using System.Numerics.Tensors;

namespace TorchSharp.Kernels;

/// <summary>A matrix within a span: element (i, j) stands at i · RowStride + j · ColumnStride.</summary>
internal readonly ref struct MatrixView<T>(ReadOnlySpan<T> elements, int rowStride, int columnStride)
{
    internal ReadOnlySpan<T> Elements { get; } = elements;
    internal int RowStride { get; } = rowStride;
    internal int ColumnStride { get; } = columnStride;

    internal T this[int i, int j] => Elements[i * RowStride + j * ColumnStride];
}

/// <summary>C = A · B (+ bias per column) for row-major C of m × n, inner dimension k.</summary>
internal static class Gemm
{
    internal static void Multiply<T>(int m, int n, int k, MatrixView<T> a, MatrixView<T> b, ReadOnlySpan<T> bias, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < m; i++)
        {
            var row = c.Slice(i * n, n);
            if (bias.IsEmpty) row.Clear();
            else bias.CopyTo(row);
        }
        if (b.ColumnStride == 1)
        {
            for (var i = 0; i < m; i++)
            {
                var row = c.Slice(i * n, n);
                for (var p = 0; p < k; p++)
                    TensorPrimitives.MultiplyAdd(b.Elements.Slice(p * b.RowStride, n), a[i, p], row, row);
            }
            return;
        }
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                var sum = T.Zero;
                for (var p = 0; p < k; p++) sum += a[i, p] * b[p, j];
                c[i * n + j] += sum;
            }
    }
}
