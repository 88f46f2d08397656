using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>A matrix within a span: element (i, j) stands at i · RowStride + j · ColumnStride, one of which is 1.</summary>
internal readonly ref struct MatrixView<T>(ReadOnlySpan<T> elements, int rowStride, int columnStride)
{
    internal ReadOnlySpan<T> Elements { get; } = elements;
    internal int RowStride { get; } = rowStride;
    internal int ColumnStride { get; } = columnStride;

    internal T this[int i, int j] => Elements[i * RowStride + j * ColumnStride];
}

/// <summary>C = A · B (+ bias per column), or C += A · B, for row-major C of m × n, inner dimension k.</summary>
internal static class Gemm
{
    internal static void Multiply<T>(int m, int n, int k, MatrixView<T> a, MatrixView<T> b, ReadOnlySpan<T> bias, Span<T> c, bool adds = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (m == 0 || n == 0) return;
        if (k == 0)
        {
            for (var i = 0; i < m && !adds; i++) Start(bias, c.Slice(i * n, n));
            return;
        }
        if (typeof(T) == typeof(float))
            Multiply(m, n, k, Single(a), Single(b), MemoryMarshal.Cast<T, float>(bias), MemoryMarshal.Cast<T, float>(c), adds);
        else
            RowByRow(m, n, k, a, b, bias, c, adds);
    }

    private static unsafe void Multiply(int m, int n, int k, in MatrixView<float> a, in MatrixView<float> b, ReadOnlySpan<float> bias, Span<float> c, bool adds)
    {
        fixed (float* pa = a.Elements, pb = b.Elements, pBias = bias, pc = c)
            Multiply(new Product
            {
                M = m, N = n, K = k, A = pa, ARow = a.RowStride, AColumn = a.ColumnStride, B = pb, BRow = b.RowStride, BColumn = b.ColumnStride,
                C = pc, CRow = n, Bias = pBias, Adds = adds,
            });
    }

    /// <summary>For at least one row, column and summand.</summary>
    internal static void Multiply(in Product product)
    {
        if (FewRowsGemm.Suits(product)) FewRowsGemm.Multiply(product);
        else if (MicroKernel512.IsSupported) Multiply<MicroKernel512>(product);
        else if (MicroKernel256.IsSupported) Multiply<MicroKernel256>(product);
        else if (MicroKernel128.IsSupported) Multiply<MicroKernel128>(product);
        else Multiply<MicroKernelScalar>(product);
    }

    private static void Multiply<TKernel>(in Product product) where TKernel : struct, IMicroKernel
    {
        if (NarrowProduct<TKernel>.Suits(product)) NarrowProduct<TKernel>.Multiply(product);
        else PackedGemm<TKernel>.Multiply(product);
    }

    private static MatrixView<float> Single<T>(in MatrixView<T> view) where T : unmanaged
        => new(MemoryMarshal.Cast<T, float>(view.Elements), view.RowStride, view.ColumnStride);

    // For float64, which models use for checks only: each row of C is a sum of rows of B.
    private static void RowByRow<T>(int m, int n, int k, MatrixView<T> a, MatrixView<T> b, ReadOnlySpan<T> bias, Span<T> c, bool adds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var packed = System.Buffers.ArrayPool<T>.Shared.Rent(b.ColumnStride == 1 ? 0 : k * n);
        if (b.ColumnStride != 1)
        {
            Strided.Copy(b.Elements, [b.RowStride, b.ColumnStride], packed.AsSpan(0, k * n), [n, 1], [k, n]);
            b = new MatrixView<T>(packed, n, 1);
        }
        for (var i = 0; i < m; i++)
        {
            var row = c.Slice(i * n, n);
            if (!adds) Start(bias, row);
            for (var p = 0; p < k; p++) TensorPrimitives.MultiplyAdd(b.Elements.Slice(p * b.RowStride, n), a[i, p], row, row);
        }
        System.Buffers.ArrayPool<T>.Shared.Return(packed);
    }

    private static void Start<T>(ReadOnlySpan<T> bias, Span<T> row)
    {
        if (bias.IsEmpty) row.Clear();
        else bias.CopyTo(row);
    }
}
