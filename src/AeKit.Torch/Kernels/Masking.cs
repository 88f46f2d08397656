using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>Selections between two values, without branches in the vector part.</summary>
internal static class Masking
{
    /// <summary>y = value where test &gt; 0, otherwise 0.</summary>
    internal static void WherePositive<T>(ReadOnlySpan<T> test, ReadOnlySpan<T> value, Span<T> y) where T : unmanaged, INumber<T>
        => Select(test, T.Zero, value, T.Zero, y);

    /// <summary>y = value where test &gt; 0, otherwise value · slope.</summary>
    internal static void SlopeBelowZero<T>(ReadOnlySpan<T> test, ReadOnlySpan<T> value, T slope, Span<T> y) where T : unmanaged, INumber<T>
        => Select(test, T.Zero, value, slope, y);

    private static void Select<T>(ReadOnlySpan<T> test, T threshold, ReadOnlySpan<T> value, T slope, Span<T> y) where T : unmanaged, INumber<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported && Vector.IsHardwareAccelerated)
        {
            var limit = new Vector<T>(threshold);
            var factor = new Vector<T>(slope);
            var tests = MemoryMarshal.Cast<T, Vector<T>>(test);
            var values = MemoryMarshal.Cast<T, Vector<T>>(value);
            var results = MemoryMarshal.Cast<T, Vector<T>>(y);
            for (var v = 0; v < results.Length; v++)
                results[v] = Vector.ConditionalSelect(Vector.GreaterThan(tests[v], limit), values[v],
                    T.IsZero(slope) ? Vector<T>.Zero : values[v] * factor);
            i = results.Length * Vector<T>.Count;
        }
        for (; i < y.Length; i++) y[i] = test[i] > threshold ? value[i] : T.IsZero(slope) ? T.Zero : value[i] * slope;
    }
}
