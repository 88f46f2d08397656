using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// Tiles of 6 × 16 in 12 of the 16 registers of AVX2.
/// Accumulators are locals, which the compiler keeps in registers if it optimises the whole method at once; code
/// replaced on the stack in the middle of a loop would keep them in memory.
/// </summary>
internal readonly unsafe struct MicroKernel256 : IMicroKernel
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated && System.Runtime.Intrinsics.X86.Fma.IsSupported;

    public static int Rows => 6;

    public static int Columns => 16;

    public static void Run(in TileRun r, int rows, float* a, float* b, float* c)
    {
        for (; rows >= 6; rows -= 6) Advance(r, 6, r.TileStride, &Rows6, ref a, b, ref c);
        for (; rows >= 4; rows -= 4) Advance(r, 4, 4 * r.RowStride, &Rows4, ref a, b, ref c);
        for (; rows >= 1; rows -= 1) Advance(r, 1, r.RowStride, &Rows1, ref a, b, ref c);
    }

    private static void Advance(in TileRun r, int rows, nint step, delegate*<in TileRun, float*, float*, float*, void> kernel, ref float* a, float* b, ref float* c)
    {
        kernel(r, a, b, c);
        a += step;
        c += rows * r.TargetStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows6(in TileRun r, float* a, float* b, float* c)
    {
        nint row = r.RowStride, step = r.ColumnStride;
        Vector256<float> c00 = default, c01 = default;
        Vector256<float> c10 = default, c11 = default;
        Vector256<float> c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default;
        Vector256<float> c40 = default, c41 = default;
        Vector256<float> c50 = default, c51 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var q = a;
            var a0 = Vector256.Create(*q);
            c00 = Vector256.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(a0, b1, c01);
            q += row;
            var a1 = Vector256.Create(*q);
            c10 = Vector256.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(a1, b1, c11);
            q += row;
            var a2 = Vector256.Create(*q);
            c20 = Vector256.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(a2, b1, c21);
            q += row;
            var a3 = Vector256.Create(*q);
            c30 = Vector256.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(a3, b1, c31);
            q += row;
            var a4 = Vector256.Create(*q);
            c40 = Vector256.FusedMultiplyAdd(a4, b0, c40);
            c41 = Vector256.FusedMultiplyAdd(a4, b1, c41);
            q += row;
            var a5 = Vector256.Create(*q);
            c50 = Vector256.FusedMultiplyAdd(a5, b0, c50);
            c51 = Vector256.FusedMultiplyAdd(a5, b1, c51);
            a += step;
            b += r.PanelStride;
        }
        Store(r, c, 0, c00, c01);
        Store(r, c, 1, c10, c11);
        Store(r, c, 2, c20, c21);
        Store(r, c, 3, c30, c31);
        Store(r, c, 4, c40, c41);
        Store(r, c, 5, c50, c51);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows4(in TileRun r, float* a, float* b, float* c)
    {
        nint row = r.RowStride, step = r.ColumnStride;
        Vector256<float> c00 = default, c01 = default;
        Vector256<float> c10 = default, c11 = default;
        Vector256<float> c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var q = a;
            var a0 = Vector256.Create(*q);
            c00 = Vector256.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(a0, b1, c01);
            q += row;
            var a1 = Vector256.Create(*q);
            c10 = Vector256.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(a1, b1, c11);
            q += row;
            var a2 = Vector256.Create(*q);
            c20 = Vector256.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(a2, b1, c21);
            q += row;
            var a3 = Vector256.Create(*q);
            c30 = Vector256.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(a3, b1, c31);
            a += step;
            b += r.PanelStride;
        }
        Store(r, c, 0, c00, c01);
        Store(r, c, 1, c10, c11);
        Store(r, c, 2, c20, c21);
        Store(r, c, 3, c30, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows1(in TileRun r, float* a, float* b, float* c)
    {
        nint row = r.RowStride, step = r.ColumnStride;
        Vector256<float> c00 = default, c01 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var a0 = Vector256.Create(*a);
            c00 = Vector256.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(a0, b1, c01);
            a += step;
            b += r.PanelStride;
        }
        Store(r, c, 0, c00, c01);
    }

    // Inlined without fail: passed to a call, an accumulator would have to live in memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in TileRun r, float* c, int row, Vector256<float> first, Vector256<float> second)
    {
        c += row * r.TargetStride;
        if (r.Start != null)
        {
            first += Vector256.Load(r.Start);
            second += Vector256.Load(r.Start + 8);
        }
        if (r.Adds)
        {
            first += Vector256.Load(c);
            second += Vector256.Load(c + 8);
        }
        first.Store(c);
        second.Store(c + 8);
    }
}
