using TorchSharp.Memory;

namespace TorchSharp.Kernels;

/// <summary>
/// Products with few columns, such as those of a layer with a small code. A tile is wide and would be mostly empty,
/// so Cᵀ = Bᵀ · Aᵀ is computed instead and turned over; every sum has the same terms in the same order.
/// </summary>
internal static unsafe class NarrowProduct<TKernel> where TKernel : struct, IMicroKernel
{
    /// <summary>Of more rows, packing all of A costs as much as half-empty tiles.</summary>
    private const int MostRows = 256;

    /// <summary>Whether more of a tile is filled with rows and columns exchanged.</summary>
    internal static bool Suits(in Product p) => p.N <= TKernel.Columns / 2 && p.M > p.N && p.M <= MostRows;

    internal static void Multiply(in Product p)
    {
        using var memory = new PinnedMemory<float>((long)p.M * p.N);
        var transposed = memory.Pointer;
        PackedGemm<TKernel>.Multiply(new Product
        {
            M = p.N, N = p.M, K = p.K, A = p.B, ARow = p.BColumn, AColumn = p.BRow, B = p.A, BRow = p.AColumn, BColumn = p.ARow,
            C = transposed, CRow = p.M,
        });
        for (var j = 0; j < p.N; j++)
        {
            var bias = p.Bias == null ? 0 : p.Bias[j];
            var row = transposed + (nint)j * p.M;
            var c = p.C + j;
            if (p.Adds)
                for (var i = 0; i < p.M; i++, c += p.CRow) *c += row[i];
            else
                for (var i = 0; i < p.M; i++, c += p.CRow) *c = row[i] + bias;
        }
        p.FinishRows();
    }
}
