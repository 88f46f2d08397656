using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>Rows split into planes of every so-manieth element, and joined again; in vectors where the stride is 1 or 2.</summary>
internal static unsafe class StridedRows
{
    /// <summary>The same for many rows with a step between them, to planes without.</summary>
    internal static void Split<T>(T* row, int step, int rows, int count, int stride, T* planes, nint planeStride) where T : unmanaged
    {
        var width = count / stride;
        // Whole vectors reach beyond a row, which the next one mends.
        if (stride == 2 && typeof(T) == typeof(float) && step >= 16)
            for (; rows > 1; rows--, row += step, planes += width)
                for (var i = 0; i < width; i += 8) SplitVector((float*)row + 2 * i, (float*)planes + i, (float*)(planes + planeStride) + i);
        for (; rows > 0; rows--, row += step, planes += width) Split(row, count, stride, planes, planeStride);
    }

    /// <summary>planes[i % stride][i / stride] = row[i], planes so far apart.</summary>
    internal static void Split<T>(T* row, int count, int stride, T* planes, nint planeStride) where T : unmanaged
    {
        if (stride == 1)
        {
            Copy(row, planes, count);
            return;
        }
        var i = stride == 2 && typeof(T) == typeof(float) ? SplitPairs((float*)row, count, (float*)planes, (float*)(planes + planeStride)) : 0;
        for (; i < count; i++) planes[i % stride * planeStride + i / stride] = row[i];
    }

    /// <summary>The inverse, plus a term: row[i] = planes[i % stride][i / stride] + term; perhaps up to a vector beyond the row.</summary>
    internal static void Join<T>(T* planes, nint planeStride, int stride, T* row, int count, T term, bool beyond = false) where T : unmanaged, INumber<T>
    {
        if (beyond && stride == 2 && typeof(T) == typeof(float))
        {
            for (nint j = 0; j < count; j += 16)
                JoinVector((float*)planes + j / 2, (float*)(planes + planeStride) + j / 2, (float*)row + j, Vector256.Create((float)(object)term));
            return;
        }
        if (stride == 1)
        {
            Add(planes, term, row, count);
            return;
        }
        var i = stride == 2 && typeof(T) == typeof(float) ? JoinPairs((float*)planes, (float*)(planes + planeStride), (float*)row, count, (float)(object)term) : 0;
        for (; i < count; i++) row[i] = planes[i % stride * planeStride + i / stride] + term;
    }

    /// <summary>target[j] = source[j] + term.</summary>
    internal static void Add<T>(T* source, T term, T* target, int count) where T : unmanaged, INumber<T>
    {
        var width = Vector256<T>.Count;
        var terms = Vector256.Create(term);
        if (count >= width)
        {
            for (var j = 0; j <= count - width; j += width) (Vector256.Load(source + j) + terms).Store(target + j);
            // The last vector overlaps the one before.
            (Vector256.Load(source + count - width) + terms).Store(target + count - width);
            return;
        }
        for (var j = 0; j < count; j++) target[j] = source[j] + term;
    }

    /// <summary>target[j] = source[j].</summary>
    internal static void Copy<T>(T* source, T* target, int count) where T : unmanaged
    {
        var width = Vector256<T>.Count;
        if (count >= width)
        {
            for (var j = 0; j <= count - width; j += width) Vector256.Load(source + j).Store(target + j);
            Vector256.Load(source + count - width).Store(target + count - width);
            return;
        }
        for (var j = 0; j < count; j++) target[j] = source[j];
    }

    // Two neighbouring elements make a 64-bit integer, the first in its low half.
    private static int SplitPairs(float* row, int count, float* even, float* odd)
    {
        var pairs = count / 2;
        var i = 0;
        for (; i <= pairs - 8; i += 8)
            SplitVector(row + 2 * i, even + i, odd + i);
        if (pairs < 4) return 2 * i;
        while (i < pairs)
        {
            // The last vectors may overlap the ones before.
            i = Math.Min(i, pairs - 4);
            var (first, second) = (Vector128.Load((ulong*)row + i), Vector128.Load((ulong*)row + i + 2));
            Vector128.Narrow(first, second).Store((uint*)even + i);
            Vector128.Narrow(first >>> 32, second >>> 32).Store((uint*)odd + i);
            i += 4;
        }
        return 2 * pairs;
    }

    private static int JoinPairs(float* even, float* odd, float* row, int count, float term)
    {
        var pairs = count / 2;
        var terms = Vector256.Create(term);
        var i = 0;
        for (; i <= pairs - 8; i += 8)
            JoinVector(even + i, odd + i, row + 2 * i, terms);
        if (pairs < 4) return 2 * i;
        while (i < pairs)
        {
            i = Math.Min(i, pairs - 4);
            var (lowFirst, lowSecond) = Vector128.Widen((Vector128.Load(even + i) + terms.GetLower()).AsUInt32());
            var (highFirst, highSecond) = Vector128.Widen((Vector128.Load(odd + i) + terms.GetLower()).AsUInt32());
            (lowFirst | (highFirst << 32)).Store((ulong*)row + i);
            (lowSecond | (highSecond << 32)).Store((ulong*)row + i + 2);
            i += 4;
        }
        return 2 * pairs;
    }

    private static void SplitVector(float* row, float* even, float* odd)
    {
        if (Avx2.IsSupported)
        {
            var (low, high) = (Vector256.Load(row), Vector256.Load(row + 8));
            // Within halves first: a0 a2 b0 b2 | a4 a6 b4 b6.
            Avx2.Permute4x64(Avx.Shuffle(low, high, 0x88).AsUInt64(), 0xD8).Store((ulong*)even);
            Avx2.Permute4x64(Avx.Shuffle(low, high, 0xDD).AsUInt64(), 0xD8).Store((ulong*)odd);
            return;
        }
        var (first, second) = (Vector256.Load((ulong*)row), Vector256.Load((ulong*)row + 4));
        Vector256.Narrow(first, second).Store((uint*)even);
        Vector256.Narrow(first >>> 32, second >>> 32).Store((uint*)odd);
    }

    private static void JoinVector(float* even, float* odd, float* row, Vector256<float> terms)
    {
        var (low, high) = (Vector256.Load(even) + terms, Vector256.Load(odd) + terms);
        if (Avx2.IsSupported)
        {
            // Within halves first: e0 o0 e1 o1 | e4 o4 e5 o5.
            var (first, second) = (Avx.UnpackLow(low, high), Avx.UnpackHigh(low, high));
            Avx.Permute2x128(first, second, 0x20).Store(row);
            Avx.Permute2x128(first, second, 0x31).Store(row + 8);
            return;
        }
        var (lowFirst, lowSecond) = Vector256.Widen(low.AsUInt32());
        var (highFirst, highSecond) = Vector256.Widen(high.AsUInt32());
        (lowFirst | (highFirst << 32)).Store((ulong*)row);
        (lowSecond | (highSecond << 32)).Store((ulong*)row + 4);
    }
}
