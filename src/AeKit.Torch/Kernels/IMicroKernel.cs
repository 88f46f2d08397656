using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>The innermost part of a matrix product: a few rows of A times a panel of B, as wide as the kernel.</summary>
internal unsafe interface IMicroKernel
{
    /// <summary>Whether the hardware has the registers.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Rows of a full tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a tile and of a panel.</summary>
    static abstract int Columns { get; }

    /// <summary>Computes <paramref name="rows"/> rows of C, any number, from the panel <paramref name="b"/>.</summary>
    static abstract void Run(in TileRun r, int rows, float* a, float* b, float* c);
}

/// <summary>What all tiles of one pass over a panel share; strides in elements.</summary>
internal readonly unsafe struct TileRun
{
    /// <summary>Number of products summed.</summary>
    internal int Inner { get; init; }

    /// <summary>From one row of A to the next.</summary>
    internal nint RowStride { get; init; }

    /// <summary>From one full tile of rows of A to the next.</summary>
    internal nint TileStride { get; init; }

    /// <summary>From one column of A to the next.</summary>
    internal nint ColumnStride { get; init; }

    /// <summary>From one row of the panel to the next.</summary>
    internal nint PanelStride { get; init; }

    /// <summary>From one row of C to the next.</summary>
    internal nint TargetStride { get; init; }

    /// <summary>Columns of the panel that are columns of C, the kernel's or fewer.</summary>
    internal int Width { get; init; }

    /// <summary>What is added to every row, a bias as wide as the panel, or null.</summary>
    internal float* Start { get; init; }

    /// <summary>Whether the products are added to C rather than overwrite it.</summary>
    internal bool Adds { get; init; }

    /// <summary>The same products alone, into rows of their own that are <paramref name="columns"/> apart.</summary>
    internal TileRun Aside(int columns) => new()
    {
        Inner = Inner,
        RowStride = RowStride,
        TileStride = TileStride,
        ColumnStride = ColumnStride,
        PanelStride = PanelStride,
        TargetStride = columns,
    };

    /// <summary>Puts a row computed aside where it belongs.</summary>
    internal void Finish(float* row, float* c)
    {
        var j = 0;
        if (Vector256.IsHardwareAccelerated)
            for (; j + Vector256<float>.Count <= Width; j += Vector256<float>.Count)
            {
                var values = Vector256.Load(row + j);
                if (Start != null) values += Vector256.Load(Start + j);
                if (Adds) values += Vector256.Load(c + j);
                values.Store(c + j);
            }
        for (; j < Width; j++)
        {
            var value = Start == null ? row[j] : row[j] + Start[j];
            c[j] = Adds ? c[j] + value : value;
        }
    }
}
