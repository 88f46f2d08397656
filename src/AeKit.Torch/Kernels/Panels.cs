using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>Copies of parts of B in which the numbers a tile needs one after the other lie one after the other.</summary>
internal static unsafe class Panels
{
    private const int Tile = 8;
    private const int HalfTile = 4;
    private const int CacheLine = 16;
    private const int RowsAhead = 8;

    /// <summary>Packs <paramref name="rows"/> × <paramref name="columns"/> of B into a panel <paramref name="width"/> wide, zero beyond the columns.</summary>
    internal static void Pack(float* b, nint rowStride, nint columnStride, int rows, int columns, int width, float* panel)
    {
        if (columnStride == 1) CopyRows(b, rowStride, rows, columns, width, panel);
        else Transpose(b, rowStride, columnStride, rows, columns, width, panel);
    }

    private static void CopyRows(float* b, nint rowStride, int rows, int columns, int width, float* panel)
    {
        if (columns == width && width % Vector128<float>.Count == 0)
        {
            CopyWholeRows(b, rowStride, rows, width, panel);
            return;
        }
        for (var p = 0; p < rows; p++)
        {
            var target = new Span<float>(panel + p * width, width);
            new ReadOnlySpan<float>(b + p * rowStride, columns).CopyTo(target);
            target[columns..].Clear();
        }
    }

    // Short rows: a call per row would cost more than the copy.
    private static void CopyWholeRows(float* b, nint rowStride, int rows, int width, float* panel)
    {
        for (var p = 0; p < rows; p++)
        {
            // Rows far apart are beyond what the hardware foresees.
            if (Sse.IsSupported)
                for (var ahead = 0; ahead < width; ahead += CacheLine) Sse.Prefetch0(b + RowsAhead * rowStride + ahead);
            var j = 0;
            for (; j + Vector512<float>.Count <= width; j += Vector512<float>.Count) Vector512.Load(b + j).Store(panel + j);
            for (; j < width; j += Vector128<float>.Count) Vector128.Load(b + j).Store(panel + j);
            b += rowStride;
            panel += width;
        }
    }

    private static void Transpose(float* b, nint rowStride, nint columnStride, int rows, int columns, int width, float* panel)
    {
        var j = 0;
        if (Avx.IsSupported && rowStride == 1)
            for (; j + Tile <= columns; j += Tile)
            {
                var p = 0;
                for (; p + Tile <= rows; p += Tile) Transpose8x8(b + j * columnStride + p, columnStride, panel + p * width + j, width);
                for (; p < rows; p++)
                    for (var t = 0; t < Tile; t++) panel[p * width + j + t] = b[(j + t) * columnStride + p];
            }
        if ((Sse.IsSupported || AdvSimd.Arm64.IsSupported) && rowStride == 1)
            for (; j + HalfTile <= columns; j += HalfTile)
            {
                var p = 0;
                for (; p + HalfTile <= rows; p += HalfTile) Transpose4x4(b + j * columnStride + p, columnStride, panel + p * width + j, width);
                for (; p < rows; p++)
                    for (var t = 0; t < HalfTile; t++) panel[p * width + j + t] = b[(j + t) * columnStride + p];
            }
        for (; j < columns; j++)
        {
            var column = b + j * columnStride;
            for (var p = 0; p < rows; p++) panel[p * width + j] = column[p * rowStride];
        }
        for (; j < width; j++)
            for (var p = 0; p < rows; p++) panel[p * width + j] = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose4x4(float* source, nint sourceStride, float* target, nint targetStride)
    {
        var r0 = Vector128.Load(source);
        var r1 = Vector128.Load(source + sourceStride);
        var r2 = Vector128.Load(source + 2 * sourceStride);
        var r3 = Vector128.Load(source + 3 * sourceStride);
        var t0 = Lower(r0, r1);
        var t1 = Upper(r0, r1);
        var t2 = Lower(r2, r3);
        var t3 = Upper(r2, r3);
        Halves(t0, t2, target, target + targetStride);
        Halves(t1, t3, target + 2 * targetStride, target + 3 * targetStride);
    }

    // The lower halves of both, then the upper halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(Vector128<float> x, Vector128<float> y, float* lower, float* upper)
    {
        (Sse.IsSupported ? Sse.MoveLowToHigh(x, y) : Vector128.Create(x.GetLower(), y.GetLower())).Store(lower);
        (Sse.IsSupported ? Sse.MoveHighToLow(y, x) : Vector128.Create(x.GetUpper(), y.GetUpper())).Store(upper);
    }

    // x0 y0 x1 y1
    private static Vector128<float> Lower(Vector128<float> x, Vector128<float> y)
        => Sse.IsSupported ? Sse.UnpackLow(x, y) : AdvSimd.Arm64.ZipLow(x, y);

    // x2 y2 x3 y3
    private static Vector128<float> Upper(Vector128<float> x, Vector128<float> y)
        => Sse.IsSupported ? Sse.UnpackHigh(x, y) : AdvSimd.Arm64.ZipHigh(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose8x8(float* source, nint sourceStride, float* target, nint targetStride)
    {
        var r0 = Vector256.Load(source);
        var r1 = Vector256.Load(source + sourceStride);
        var r2 = Vector256.Load(source + 2 * sourceStride);
        var r3 = Vector256.Load(source + 3 * sourceStride);
        var r4 = Vector256.Load(source + 4 * sourceStride);
        var r5 = Vector256.Load(source + 5 * sourceStride);
        var r6 = Vector256.Load(source + 6 * sourceStride);
        var r7 = Vector256.Load(source + 7 * sourceStride);
        // Pairs of rows, then pairs of pairs, then the halves of the registers.
        var t0 = Avx.UnpackLow(r0, r1);
        var t1 = Avx.UnpackHigh(r0, r1);
        var t2 = Avx.UnpackLow(r2, r3);
        var t3 = Avx.UnpackHigh(r2, r3);
        var t4 = Avx.UnpackLow(r4, r5);
        var t5 = Avx.UnpackHigh(r4, r5);
        var t6 = Avx.UnpackLow(r6, r7);
        var t7 = Avx.UnpackHigh(r6, r7);
        r0 = Avx.Shuffle(t0, t2, 0x44);
        r1 = Avx.Shuffle(t0, t2, 0xEE);
        r2 = Avx.Shuffle(t1, t3, 0x44);
        r3 = Avx.Shuffle(t1, t3, 0xEE);
        r4 = Avx.Shuffle(t4, t6, 0x44);
        r5 = Avx.Shuffle(t4, t6, 0xEE);
        r6 = Avx.Shuffle(t5, t7, 0x44);
        r7 = Avx.Shuffle(t5, t7, 0xEE);
        Avx.Permute2x128(r0, r4, 0x20).Store(target);
        Avx.Permute2x128(r1, r5, 0x20).Store(target + targetStride);
        Avx.Permute2x128(r2, r6, 0x20).Store(target + 2 * targetStride);
        Avx.Permute2x128(r3, r7, 0x20).Store(target + 3 * targetStride);
        Avx.Permute2x128(r0, r4, 0x31).Store(target + 4 * targetStride);
        Avx.Permute2x128(r1, r5, 0x31).Store(target + 5 * targetStride);
        Avx.Permute2x128(r2, r6, 0x31).Store(target + 6 * targetStride);
        Avx.Permute2x128(r3, r7, 0x31).Store(target + 7 * targetStride);
    }
}
