using TorchSharp.Memory;
using TorchSharp.Threads;

namespace TorchSharp.Kernels;

/// <summary>
/// Matrix products in float32 by panels: as many columns of B as the micro-kernel is wide are copied to where they lie
/// one after the other, then all rows of A are multiplied with them. Threads share panels or, of narrow products,
/// rows. Each element of C is one sum in one fixed order, whoever computes it.
/// </summary>
/// <typeparam name="TKernel">The micro-kernel of the hardware.</typeparam>
internal static unsafe class PackedGemm<TKernel> where TKernel : struct, IMicroKernel
{
    /// <summary>Rows of B per panel: a panel and the rows of A against it stay in the caches.</summary>
    private const int InnerBlock = 1024;

    /// <summary>From so many panels on, rows of A are copied too: those far apart in memory evict each other.</summary>
    private const int PanelsWorthPackedRows = 32;

    /// <summary>With so few rows, packing B costs more than it saves if B can be read in place.</summary>
    private const int FewRows = 64;

    /// <summary>Floating-point operations worth handing to another thread: some ten microseconds.</summary>
    private const long PartWork = 1_000_000;

    internal static void Multiply(in Product product)
    {
        for (var inner = 0; inner < product.K; inner += InnerBlock)
        {
            var part = product.Inner(inner, Math.Min(InnerBlock, product.K - inner));
            var panels = Pieces(part.N, TKernel.Columns);
            if (part.M <= FewRows && part.BColumn == 1) ByColumns(part, packsColumns: false, null);
            else if (panels < 2 * ThreadTeam.Size) ByRows(part);
            else if (panels < PanelsWorthPackedRows) ByColumns(part, packsColumns: true, null);
            else ByColumnsOfPackedRows(part);
        }
    }

    private static void ByColumnsOfPackedRows(in Product p)
    {
        var tiles = Pieces(p.M, TKernel.Rows);
        var perPart = (int)Math.Clamp(PartWork / ((long)TKernel.Rows * p.K), 1, tiles);
        using var memory = new PinnedMemory<float>((long)tiles * TKernel.Rows * p.K);
        ThreadTeam.Run(new RowPacking { Product = p, PerPart = perPart, Target = memory.Pointer }, Pieces(tiles, perPart));
        ByColumns(p, packsColumns: true, memory.Pointer);
    }

    private static void ByColumns(in Product p, bool packsColumns, float* packedRows)
    {
        var panels = Pieces(p.N, TKernel.Columns);
        var perPart = (int)Math.Clamp(PartWork / (2L * p.M * p.K * TKernel.Columns), 1, panels);
        ThreadTeam.Run(new ColumnJob { Product = p, PerPart = perPart, PacksColumns = packsColumns, PackedRows = packedRows }, Pieces(panels, perPart));
    }

    private static void ByRows(in Product p)
    {
        var panels = Pieces(p.N, TKernel.Columns);
        using var memory = new PinnedMemory<float>((long)panels * TKernel.Columns * p.K);
        for (var j = 0; j < panels; j++) PackPanel(p, j * TKernel.Columns, memory.Pointer + (nint)j * TKernel.Columns * p.K);
        var tiles = Pieces(p.M, TKernel.Rows);
        var perPart = (int)Math.Clamp(PartWork / (2L * TKernel.Rows * p.K * p.N), 1, tiles);
        ThreadTeam.Run(new RowJob { Product = p, PerPart = perPart, Panels = memory.Pointer }, Pieces(tiles, perPart));
    }

    private static void PackPanel(in Product p, int column, float* panel)
        => Panels.Pack(p.B + column * p.BColumn, p.BRow, p.BColumn, p.K, Math.Min(TKernel.Columns, p.N - column), TKernel.Columns, panel);

    /// <summary>Products with a panel whose columns start at <paramref name="column"/>.</summary>
    private static TileRun Run(in Product p, int column, nint panelStride, bool packedRows) => new()
    {
        Inner = p.K,
        RowStride = packedRows ? 1 : p.ARow,
        TileStride = TKernel.Rows * (packedRows ? p.K : p.ARow),
        ColumnStride = packedRows ? TKernel.Rows : p.AColumn,
        PanelStride = panelStride,
        TargetStride = p.CRow,
        Width = Math.Min(TKernel.Columns, p.N - column),
        Start = p.Bias == null ? null : p.Bias + column,
        Adds = p.Adds,
    };

    private static void Multiply(in TileRun r, int rows, float* a, float* panel, float* c)
    {
        if (r.Width == TKernel.Columns)
        {
            TKernel.Run(r, rows, a, panel, c);
            return;
        }
        // A panel that is not full is computed full, aside, and copied.
        var tile = stackalloc float[TKernel.Rows * TKernel.Columns];
        var whole = r.Aside(TKernel.Columns);
        for (var i = 0; i < rows; i += TKernel.Rows)
        {
            var count = Math.Min(TKernel.Rows, rows - i);
            TKernel.Run(whole, count, a + i / TKernel.Rows * r.TileStride, panel, tile);
            for (var row = 0; row < count; row++) r.Finish(tile + row * TKernel.Columns, c + (i + row) * r.TargetStride);
        }
    }

    private static int Pieces(int count, int each) => (count + each - 1) / each;

    /// <summary>Copies rows of A tile by tile, the numbers a tile needs at once side by side.</summary>
    private struct RowPacking : IParallelJob
    {
        internal Product Product;
        internal int PerPart;
        internal float* Target;

        public readonly void Run(int part)
        {
            var end = Math.Min((part + 1) * PerPart * TKernel.Rows, Product.M);
            for (var i = part * PerPart * TKernel.Rows; i < end; i += TKernel.Rows)
                Panels.Pack(Product.A + i * Product.ARow, Product.AColumn, Product.ARow, Product.K, Math.Min(TKernel.Rows, Product.M - i), TKernel.Rows, Target + (nint)i * Product.K);
        }
    }

    /// <summary>All rows times some panels, which every part packs for itself.</summary>
    private struct ColumnJob : IParallelJob
    {
        internal Product Product;
        internal int PerPart;
        internal bool PacksColumns;
        internal float* PackedRows;

        public readonly void Run(int part)
        {
            var p = Product.Columns(part * PerPart * TKernel.Columns, Math.Min(PerPart * TKernel.Columns, Product.N - part * PerPart * TKernel.Columns));
            var panelSize = (nint)p.K * TKernel.Columns;
            using var memory = new PinnedMemory<float>(PerPart * panelSize);
            var inPlace = PacksColumns ? 0 : p.N / TKernel.Columns * TKernel.Columns;
            for (var j = inPlace; j < p.N; j += TKernel.Columns) PackPanel(p, j, memory.Pointer + j / TKernel.Columns * panelSize);

            for (var j = 0; j < p.N; j += TKernel.Columns)
            {
                var run = PackedGemm<TKernel>.Run(p, j, j < inPlace ? p.BRow : TKernel.Columns, PackedRows != null);
                var panel = j < inPlace ? p.B + j : memory.Pointer + j / TKernel.Columns * panelSize;
                Multiply(run, p.M, PackedRows == null ? p.A : PackedRows, panel, p.C + j);
            }
            p.FinishRows();
        }
    }

    /// <summary>Some rows times all panels.</summary>
    private struct RowJob : IParallelJob
    {
        internal Product Product;
        internal int PerPart;
        internal float* Panels;

        public readonly void Run(int part)
        {
            var first = part * PerPart * TKernel.Rows;
            var rows = Product.Rows(first, Math.Min(PerPart * TKernel.Rows, Product.M - first));
            for (var j = 0; j < Product.N; j += TKernel.Columns)
                Multiply(PackedGemm<TKernel>.Run(rows, j, TKernel.Columns, packedRows: false), rows.M, rows.A, Panels + (nint)j * Product.K, rows.C + j);
            rows.FinishRows();
        }
    }
}
