using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>y = f(x), number by number.</summary>
internal interface ILaneMap
{
    T Apply<T>(T x) where T : struct, ILanes<T>;
}

/// <summary>z = f(x, y), number by number.</summary>
internal interface ILaneMap2
{
    T Apply<T>(T x, T y) where T : struct, ILanes<T>;
}

/// <summary>Runs functions of lanes over spans, on the widest lanes the hardware has.</summary>
internal static unsafe class LaneMap
{
    /// <summary>y = f(x) if the numbers are float32; otherwise does nothing and returns false.</summary>
    internal static bool TryRun<TMap, TNumber>(TMap map, ReadOnlySpan<TNumber> x, Span<TNumber> y) where TMap : struct, ILaneMap where TNumber : unmanaged
    {
        if (typeof(TNumber) != typeof(float)) return false;
        fixed (TNumber* px = x, py = y) Run(map, (float*)px, (float*)py, x.Length);
        return true;
    }

    /// <summary>z = f(x, y) if the numbers are float32; otherwise does nothing and returns false.</summary>
    internal static bool TryRun<TMap, TNumber>(TMap map, ReadOnlySpan<TNumber> x, ReadOnlySpan<TNumber> y, Span<TNumber> z)
        where TMap : struct, ILaneMap2 where TNumber : unmanaged
    {
        if (typeof(TNumber) != typeof(float)) return false;
        fixed (TNumber* px = x, py = y, pz = z) Run(map, (float*)px, (float*)py, (float*)pz, x.Length);
        return true;
    }

    private static void Run<TMap>(TMap map, float* x, float* y, int count) where TMap : struct, ILaneMap
    {
        if (Vector512.IsHardwareAccelerated) Loop<TMap, Lanes512>(map, x, y, count);
        else if (Vector256.IsHardwareAccelerated) Loop<TMap, Lanes256>(map, x, y, count);
        else Loop<TMap, Lanes128>(map, x, y, count);
    }

    private static void Run<TMap>(TMap map, float* x, float* y, float* z, int count) where TMap : struct, ILaneMap2
    {
        if (Vector512.IsHardwareAccelerated) Loop<TMap, Lanes512>(map, x, y, z, count);
        else if (Vector256.IsHardwareAccelerated) Loop<TMap, Lanes256>(map, x, y, z, count);
        else Loop<TMap, Lanes128>(map, x, y, z, count);
    }

    private static void Loop<TMap, T>(TMap map, float* x, float* y, int count) where TMap : struct, ILaneMap where T : struct, ILanes<T>
    {
        var i = 0;
        for (; i + T.Count <= count; i += T.Count) map.Apply(T.Load(x + i)).Store(y + i);
        if (i == count) return;
        // The last lanes are filled up, so that the same instructions compute the last numbers.
        var rest = stackalloc float[T.Count];
        Copy(x + i, rest, count - i, T.Count);
        map.Apply(T.Load(rest)).Store(rest);
        Copy(rest, y + i, count - i, count - i);
    }

    private static void Loop<TMap, T>(TMap map, float* x, float* y, float* z, int count) where TMap : struct, ILaneMap2 where T : struct, ILanes<T>
    {
        var i = 0;
        for (; i + T.Count <= count; i += T.Count) map.Apply(T.Load(x + i), T.Load(y + i)).Store(z + i);
        if (i == count) return;
        var rest = stackalloc float[2 * T.Count];
        Copy(x + i, rest, count - i, T.Count);
        Copy(y + i, rest + T.Count, count - i, T.Count);
        map.Apply(T.Load(rest), T.Load(rest + T.Count)).Store(rest);
        Copy(rest, z + i, count - i, count - i);
    }

    private static void Copy(float* source, float* target, int count, int room)
    {
        for (var i = 0; i < count; i++) target[i] = source[i];
        for (var i = count; i < room; i++) target[i] = 0;
    }
}
