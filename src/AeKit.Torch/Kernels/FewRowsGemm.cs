using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchSharp.Threads;

namespace TorchSharp.Kernels;

/// <summary>
/// C = A · B (+ bias) for very few rows of A and columns of B that lie along memory, a layer on one example: every
/// number of B is needed once per row, so packing it would cost more than the products. Four columns are read at a
/// time, to have enough loads under way.
/// </summary>
internal static unsafe class FewRowsGemm
{
    /// <summary>Rows up to which this is faster than panels.</summary>
    internal const int MostRows = 4;

    private const int Together = 4;

    /// <summary>Numbers of B worth handing to another thread.</summary>
    private const int PartSize = 64 * 1024;

    internal static bool Suits(in Product p) => p.M <= MostRows && p.AColumn == 1 && p.BRow == 1 && !p.Adds;

    internal static void Multiply(in Product p)
    {
        var perPart = Math.Clamp(PartSize / p.K / Together * Together, Together, p.N + Together);
        ThreadTeam.Run(new Job { Product = p, PerPart = perPart }, (p.N + perPart - 1) / perPart);
    }

    private struct Job : IParallelJob
    {
        internal Product Product;
        internal int PerPart;

        public readonly void Run(int part)
        {
            var columns = Product.Columns(part * PerPart, Math.Min(PerPart, Product.N - part * PerPart));
            if (Vector512.IsHardwareAccelerated) Multiply<Lanes512>(columns);
            else if (Vector256.IsHardwareAccelerated) Multiply<Lanes256>(columns);
            else Multiply<Lanes128>(columns);
        }
    }

    private static void Multiply<T>(in Product p) where T : struct, ILanes<T>
    {
        var j = 0;
        for (; j + Together <= p.N; j += Together)
            for (var i = 0; i < p.M; i++) FourColumns<T>(p, i, j);
        for (; j < p.N; j++)
            for (var i = 0; i < p.M; i++) OneColumn<T>(p, i, j);
        p.FinishRows();
    }

    private static void FourColumns<T>(in Product p, int i, int j) where T : struct, ILanes<T>
    {
        float* a = p.A + i * p.ARow, b0 = p.B + j * p.BColumn, b1 = b0 + p.BColumn, b2 = b1 + p.BColumn, b3 = b2 + p.BColumn;
        T s0 = T.Create(0), s1 = s0, s2 = s0, s3 = s0;
        var k = 0;
        for (; k + T.Count <= p.K; k += T.Count)
        {
            var x = T.Load(a + k);
            s0 = T.MultiplyAdd(x, T.Load(b0 + k), s0);
            s1 = T.MultiplyAdd(x, T.Load(b1 + k), s1);
            s2 = T.MultiplyAdd(x, T.Load(b2 + k), s2);
            s3 = T.MultiplyAdd(x, T.Load(b3 + k), s3);
        }
        float y0 = T.Sum(s0), y1 = T.Sum(s1), y2 = T.Sum(s2), y3 = T.Sum(s3);
        for (; k < p.K; k++)
        {
            y0 += a[k] * b0[k];
            y1 += a[k] * b1[k];
            y2 += a[k] * b2[k];
            y3 += a[k] * b3[k];
        }
        Put(p, i, j, y0);
        Put(p, i, j + 1, y1);
        Put(p, i, j + 2, y2);
        Put(p, i, j + 3, y3);
    }

    private static void OneColumn<T>(in Product p, int i, int j) where T : struct, ILanes<T>
    {
        float* a = p.A + i * p.ARow, b = p.B + j * p.BColumn;
        var sum = T.Create(0);
        var k = 0;
        for (; k + T.Count <= p.K; k += T.Count) sum = T.MultiplyAdd(T.Load(a + k), T.Load(b + k), sum);
        var y = T.Sum(sum);
        for (; k < p.K; k++) y += a[k] * b[k];
        Put(p, i, j, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(in Product p, int i, int j, float value) => p.C[i * p.CRow + j] = p.Bias == null ? value : value + p.Bias[j];
}
