using TorchSharp.Memory;

namespace TorchSharp.Kernels;

/// <summary>
/// C = A · B (+ bias) in float32 by panels: B is packed into panels as wide as the micro-kernel, A is read in place
/// (along rows or, transposed, along columns). Each element of C is summed in one fixed order.
/// </summary>
/// <typeparam name="TKernel">The micro-kernel of the hardware.</typeparam>
internal static unsafe class PackedGemm<TKernel> where TKernel : struct, IMicroKernel
{
    /// <summary>Rows of B per panel: a panel and the rows of A against it stay in the caches.</summary>
    private const int InnerBlock = 1024;

    /// <summary>Columns of B packed at once; bounds the scratch memory.</summary>
    private const int ColumnBlock = 2048;

    /// <summary>Rows of A worked off per panel while they stay in L2.</summary>
    private const int RowBlock = 120;

    /// <summary>With so few rows, packing B costs more than it saves if B can be read in place.</summary>
    private const int FewRows = 64;

    internal static void Multiply(int m, int n, int k, in MatrixView<float> a, in MatrixView<float> b, ReadOnlySpan<float> bias, Span<float> c, bool adds = false)
    {
        fixed (float* pa = a.Elements, pb = b.Elements, pBias = bias, pc = c)
        {
            var scratch = BufferPool.Rent((long)sizeof(float) * Math.Min(InnerBlock, k) * RoundUp(Math.Min(ColumnBlock, n)));
            fixed (byte* start = scratch)
            {
                var panels = (float*)(start + BufferPool.AlignedStart(scratch));
                for (var column = 0; column < n; column += ColumnBlock)
                    for (var inner = 0; inner < k; inner += InnerBlock)
                        Block(m, Math.Min(ColumnBlock, n - column), Math.Min(InnerBlock, k - inner),
                            pa + (nint)inner * a.ColumnStride, a.RowStride, a.ColumnStride,
                            pb + (nint)inner * b.RowStride + (nint)column * b.ColumnStride, b.RowStride, b.ColumnStride,
                            inner == 0 && pBias != null ? pBias + column : null, panels, pc + column, n, adds || inner > 0);
            }
            BufferPool.Return(scratch);
        }
    }

    private static void Block(int m, int n, int k, float* a, int aRow, int aColumn, float* b, int bRow, int bColumn,
        float* bias, float* panels, float* c, int cRow, bool adds)
    {
        var width = TKernel.Columns;
        var inPlace = bColumn == 1 && m <= FewRows;
        for (var j = inPlace ? n / width * width : 0; j < n; j += width)
            Panels.Pack(b + (nint)j * bColumn, bRow, bColumn, k, Math.Min(width, n - j), width, panels + (nint)j * k);

        for (var i = 0; i < m; i += RowBlock)
        {
            var rows = Math.Min(RowBlock, m - i);
            var j = 0;
            for (; j + width <= n; j += width)
            {
                var run = new TileRun
                {
                    Inner = k,
                    RowStride = aRow,
                    ColumnStride = aColumn,
                    PanelStride = inPlace ? bRow : width,
                    TargetStride = cRow,
                    Start = bias == null ? null : bias + j,
                    Adds = adds,
                };
                TKernel.Run(run, rows, a + (nint)i * aRow, inPlace ? b + j : panels + (nint)j * k, c + (nint)i * cRow + j);
            }
            if (j < n) LastColumns(rows, n - j, k, a + (nint)i * aRow, aRow, aColumn, panels + (nint)j * k, bias == null ? null : bias + j, c + (nint)i * cRow + j, cRow, adds);
        }
    }

    // A panel that is not full is computed full, aside, and copied.
    private static void LastColumns(int rows, int columns, int k, float* a, int aRow, int aColumn, float* panel, float* bias, float* c, int cRow, bool adds)
    {
        var width = TKernel.Columns;
        var tile = stackalloc float[RowBlock * width];
        var run = new TileRun { Inner = k, RowStride = aRow, ColumnStride = aColumn, PanelStride = width, TargetStride = width };
        TKernel.Run(run, rows, a, panel, tile);
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
            {
                var value = tile[i * width + j];
                if (bias != null) value += bias[j];
                c[(nint)i * cRow + j] = adds ? c[(nint)i * cRow + j] + value : value;
            }
    }

    private static int RoundUp(int columns) => (columns + TKernel.Columns - 1) / TKernel.Columns * TKernel.Columns;
}
