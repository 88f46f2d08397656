namespace TorchSharp.Kernels;

/// <summary>C = A · B (+ bias), or C += A · B: sizes and places of the three matrices, in elements.</summary>
internal unsafe struct Product
{
    internal int M, N, K;
    internal float* A, B, C;
    internal nint ARow, AColumn, BRow, BColumn, CRow;

    /// <summary>One number per column of C, or null.</summary>
    internal float* Bias;

    /// <summary>What is done to every piece of a row of C once its sums are complete, or null.</summary>
    internal delegate*<float*, int, void> Finish;

    /// <summary>Whether the products are added to C rather than overwrite it.</summary>
    internal bool Adds;

    /// <summary>The summands <paramref name="first"/> … of all sums: later ones add to what earlier ones left.</summary>
    internal readonly Product Inner(int first, int count)
    {
        var part = this;
        part.K = count;
        part.A += first * AColumn;
        part.B += first * BRow;
        if (first + count < K) part.Finish = null;
        if (first == 0) return part;
        part.Bias = null;
        part.Adds = true;
        return part;
    }

    /// <summary>Finishes a block of C.</summary>
    internal readonly void FinishRows()
    {
        if (Finish == null) return;
        for (var i = 0; i < M; i++) Finish(C + i * CRow, N);
    }

    /// <summary>A range of columns of B and C.</summary>
    internal readonly Product Columns(int first, int count)
    {
        var part = this;
        part.N = count;
        part.B += first * BColumn;
        part.C += first;
        if (Bias != null) part.Bias += first;
        return part;
    }

    /// <summary>A range of rows of A and C.</summary>
    internal readonly Product Rows(int first, int count)
    {
        var part = this;
        part.M = count;
        part.A += first * ARow;
        part.C += first * CRow;
        return part;
    }
}
