using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// Tiles of 12 × 32 in 24 of the 32 registers of AVX-512.
/// Accumulators are locals, which the compiler keeps in registers if it optimises the whole method at once; code
/// replaced on the stack in the middle of a loop would keep them in memory.
/// </summary>
internal readonly unsafe struct MicroKernel512 : IMicroKernel
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    public static int Rows => 12;

    public static int Columns => 32;

    public static void Run(in TileRun r, int rows, float* a, float* b, float* c)
    {
        for (; rows >= 12; rows -= 12) Advance(r, 12, r.TileStride, &Rows12, ref a, b, ref c);
        for (; rows >= 8; rows -= 8) Advance(r, 8, 8 * r.RowStride, &Rows8, ref a, b, ref c);
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
    private static void Rows12(in TileRun r, float* a, float* b, float* c)
    {
        nint row = r.RowStride, step = r.ColumnStride;
        Vector512<float> c00 = default, c01 = default;
        Vector512<float> c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default;
        Vector512<float> c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default;
        Vector512<float> c70 = default, c71 = default;
        Vector512<float> c80 = default, c81 = default;
        Vector512<float> c90 = default, c91 = default;
        Vector512<float> c100 = default, c101 = default;
        Vector512<float> c110 = default, c111 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(b + 256);
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(b + 272);
            var q = a;
            var a0 = Vector512.Create(*q);
            c00 = Vector512.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(a0, b1, c01);
            q += row;
            var a1 = Vector512.Create(*q);
            c10 = Vector512.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(a1, b1, c11);
            q += row;
            var a2 = Vector512.Create(*q);
            c20 = Vector512.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(a2, b1, c21);
            q += row;
            var a3 = Vector512.Create(*q);
            c30 = Vector512.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(a3, b1, c31);
            q += row;
            var a4 = Vector512.Create(*q);
            c40 = Vector512.FusedMultiplyAdd(a4, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(a4, b1, c41);
            q += row;
            var a5 = Vector512.Create(*q);
            c50 = Vector512.FusedMultiplyAdd(a5, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(a5, b1, c51);
            q += row;
            var a6 = Vector512.Create(*q);
            c60 = Vector512.FusedMultiplyAdd(a6, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(a6, b1, c61);
            q += row;
            var a7 = Vector512.Create(*q);
            c70 = Vector512.FusedMultiplyAdd(a7, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(a7, b1, c71);
            q += row;
            var a8 = Vector512.Create(*q);
            c80 = Vector512.FusedMultiplyAdd(a8, b0, c80);
            c81 = Vector512.FusedMultiplyAdd(a8, b1, c81);
            q += row;
            var a9 = Vector512.Create(*q);
            c90 = Vector512.FusedMultiplyAdd(a9, b0, c90);
            c91 = Vector512.FusedMultiplyAdd(a9, b1, c91);
            q += row;
            var a10 = Vector512.Create(*q);
            c100 = Vector512.FusedMultiplyAdd(a10, b0, c100);
            c101 = Vector512.FusedMultiplyAdd(a10, b1, c101);
            q += row;
            var a11 = Vector512.Create(*q);
            c110 = Vector512.FusedMultiplyAdd(a11, b0, c110);
            c111 = Vector512.FusedMultiplyAdd(a11, b1, c111);
            a += step;
            b += r.PanelStride;
        }
        Store(r, c, 0, c00, c01);
        Store(r, c, 1, c10, c11);
        Store(r, c, 2, c20, c21);
        Store(r, c, 3, c30, c31);
        Store(r, c, 4, c40, c41);
        Store(r, c, 5, c50, c51);
        Store(r, c, 6, c60, c61);
        Store(r, c, 7, c70, c71);
        Store(r, c, 8, c80, c81);
        Store(r, c, 9, c90, c91);
        Store(r, c, 10, c100, c101);
        Store(r, c, 11, c110, c111);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows8(in TileRun r, float* a, float* b, float* c)
    {
        nint row = r.RowStride, step = r.ColumnStride;
        Vector512<float> c00 = default, c01 = default;
        Vector512<float> c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default;
        Vector512<float> c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default;
        Vector512<float> c70 = default, c71 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var q = a;
            var a0 = Vector512.Create(*q);
            c00 = Vector512.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(a0, b1, c01);
            q += row;
            var a1 = Vector512.Create(*q);
            c10 = Vector512.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(a1, b1, c11);
            q += row;
            var a2 = Vector512.Create(*q);
            c20 = Vector512.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(a2, b1, c21);
            q += row;
            var a3 = Vector512.Create(*q);
            c30 = Vector512.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(a3, b1, c31);
            q += row;
            var a4 = Vector512.Create(*q);
            c40 = Vector512.FusedMultiplyAdd(a4, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(a4, b1, c41);
            q += row;
            var a5 = Vector512.Create(*q);
            c50 = Vector512.FusedMultiplyAdd(a5, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(a5, b1, c51);
            q += row;
            var a6 = Vector512.Create(*q);
            c60 = Vector512.FusedMultiplyAdd(a6, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(a6, b1, c61);
            q += row;
            var a7 = Vector512.Create(*q);
            c70 = Vector512.FusedMultiplyAdd(a7, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(a7, b1, c71);
            a += step;
            b += r.PanelStride;
        }
        Store(r, c, 0, c00, c01);
        Store(r, c, 1, c10, c11);
        Store(r, c, 2, c20, c21);
        Store(r, c, 3, c30, c31);
        Store(r, c, 4, c40, c41);
        Store(r, c, 5, c50, c51);
        Store(r, c, 6, c60, c61);
        Store(r, c, 7, c70, c71);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows4(in TileRun r, float* a, float* b, float* c)
    {
        nint row = r.RowStride, step = r.ColumnStride;
        Vector512<float> c00 = default, c01 = default;
        Vector512<float> c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var q = a;
            var a0 = Vector512.Create(*q);
            c00 = Vector512.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(a0, b1, c01);
            q += row;
            var a1 = Vector512.Create(*q);
            c10 = Vector512.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(a1, b1, c11);
            q += row;
            var a2 = Vector512.Create(*q);
            c20 = Vector512.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(a2, b1, c21);
            q += row;
            var a3 = Vector512.Create(*q);
            c30 = Vector512.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(a3, b1, c31);
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
        Vector512<float> c00 = default, c01 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var a0 = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(a0, b1, c01);
            a += step;
            b += r.PanelStride;
        }
        Store(r, c, 0, c00, c01);
    }

    // Inlined without fail: passed to a call, an accumulator would have to live in memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in TileRun r, float* c, int row, Vector512<float> first, Vector512<float> second)
    {
        c += row * r.TargetStride;
        if (r.Start != null)
        {
            first += Vector512.Load(r.Start);
            second += Vector512.Load(r.Start + 16);
        }
        if (r.Adds)
        {
            first += Vector512.Load(c);
            second += Vector512.Load(c + 16);
        }
        first.Store(c);
        second.Store(c + 16);
    }
}
