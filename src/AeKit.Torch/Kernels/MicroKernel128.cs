using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// Tiles of 6 × 8 in 12 registers of SSE or NEON.
/// Accumulators are locals, which the compiler keeps in registers if it optimises the whole method at once; code
/// replaced on the stack in the middle of a loop would keep them in memory.
/// </summary>
internal readonly unsafe struct MicroKernel128 : IMicroKernel
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Rows => 6;

    public static int Columns => 8;

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
        Vector128<float> c00 = default, c01 = default;
        Vector128<float> c10 = default, c11 = default;
        Vector128<float> c20 = default, c21 = default;
        Vector128<float> c30 = default, c31 = default;
        Vector128<float> c40 = default, c41 = default;
        Vector128<float> c50 = default, c51 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector128.Load(b);
            var b1 = Vector128.Load(b + 4);
            var q = a;
            var a0 = Vector128.Create(*q);
            c00 = Vector128.MultiplyAddEstimate(a0, b0, c00);
            c01 = Vector128.MultiplyAddEstimate(a0, b1, c01);
            q += row;
            var a1 = Vector128.Create(*q);
            c10 = Vector128.MultiplyAddEstimate(a1, b0, c10);
            c11 = Vector128.MultiplyAddEstimate(a1, b1, c11);
            q += row;
            var a2 = Vector128.Create(*q);
            c20 = Vector128.MultiplyAddEstimate(a2, b0, c20);
            c21 = Vector128.MultiplyAddEstimate(a2, b1, c21);
            q += row;
            var a3 = Vector128.Create(*q);
            c30 = Vector128.MultiplyAddEstimate(a3, b0, c30);
            c31 = Vector128.MultiplyAddEstimate(a3, b1, c31);
            q += row;
            var a4 = Vector128.Create(*q);
            c40 = Vector128.MultiplyAddEstimate(a4, b0, c40);
            c41 = Vector128.MultiplyAddEstimate(a4, b1, c41);
            q += row;
            var a5 = Vector128.Create(*q);
            c50 = Vector128.MultiplyAddEstimate(a5, b0, c50);
            c51 = Vector128.MultiplyAddEstimate(a5, b1, c51);
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
        Vector128<float> c00 = default, c01 = default;
        Vector128<float> c10 = default, c11 = default;
        Vector128<float> c20 = default, c21 = default;
        Vector128<float> c30 = default, c31 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector128.Load(b);
            var b1 = Vector128.Load(b + 4);
            var q = a;
            var a0 = Vector128.Create(*q);
            c00 = Vector128.MultiplyAddEstimate(a0, b0, c00);
            c01 = Vector128.MultiplyAddEstimate(a0, b1, c01);
            q += row;
            var a1 = Vector128.Create(*q);
            c10 = Vector128.MultiplyAddEstimate(a1, b0, c10);
            c11 = Vector128.MultiplyAddEstimate(a1, b1, c11);
            q += row;
            var a2 = Vector128.Create(*q);
            c20 = Vector128.MultiplyAddEstimate(a2, b0, c20);
            c21 = Vector128.MultiplyAddEstimate(a2, b1, c21);
            q += row;
            var a3 = Vector128.Create(*q);
            c30 = Vector128.MultiplyAddEstimate(a3, b0, c30);
            c31 = Vector128.MultiplyAddEstimate(a3, b1, c31);
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
        Vector128<float> c00 = default, c01 = default;
        for (var p = r.Inner; p > 0; p--)
        {
            var b0 = Vector128.Load(b);
            var b1 = Vector128.Load(b + 4);
            var a0 = Vector128.Create(*a);
            c00 = Vector128.MultiplyAddEstimate(a0, b0, c00);
            c01 = Vector128.MultiplyAddEstimate(a0, b1, c01);
            a += step;
            b += r.PanelStride;
        }
        Store(r, c, 0, c00, c01);
    }

    // Inlined without fail: passed to a call, an accumulator would have to live in memory.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in TileRun r, float* c, int row, Vector128<float> first, Vector128<float> second)
    {
        c += row * r.TargetStride;
        if (r.Start != null)
        {
            first += Vector128.Load(r.Start);
            second += Vector128.Load(r.Start + 4);
        }
        if (r.Adds)
        {
            first += Vector128.Load(c);
            second += Vector128.Load(c + 4);
        }
        first.Store(c);
        second.Store(c + 4);
    }
}
