using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Elementary functions on lanes of float32, in float32 throughout: some two units in the last place from the true
/// value, with the limits, infinities and NaN of IEEE 754.
/// </summary>
internal static class Elementary
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts, the first with so few bits that its products with exponents are exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    private const float LeastNormal = 1.17549435e-38f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Exp<T>(T x) where T : struct, ILanes<T>
    {
        // Beyond these limits the result is 0 or ∞ in any case.
        x = T.Max(T.Create(-105), T.Min(T.Create(89), x));
        var n = Reduce(x, out var r);
        var y = T.MultiplyAdd(ExpTail(r), r, T.Create(1));
        // Two factors: 2ⁿ alone would leave the range where the product is a subnormal number or just finite.
        var half = T.Round(n * T.Create(0.5f));
        return y * T.PowerOfTwo(half) * T.PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Sigmoid<T>(T x) where T : struct, ILanes<T>
    {
        // e⁻ˣ vanishes beside 1 long before it is subnormal, so one factor and a doubling, which may overflow to ∞, suffice.
        var n = Reduce(T.Max(T.Create(-87), T.Min(T.Create(89), -x)), out var r);
        var half = T.MultiplyAdd(ExpTail(r), r, T.Create(1)) * T.PowerOfTwo(n - T.Create(1));
        return T.Create(1) / (T.Create(1) + (half + half));
    }

    /// <summary>tanh |x| = (e²|x| − 1) / (e²|x| + 1), with e²|x| − 1 accurate near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Tanh<T>(T x) where T : struct, ILanes<T>
    {
        var twice = T.Min(T.Create(40), T.Abs(x) + T.Abs(x));
        var n = Reduce(twice, out var r);
        var scale = T.PowerOfTwo(n);
        var e = T.MultiplyAdd(ExpTail(r) * r, scale, scale - T.Create(1));
        var y = e / (e + T.Create(2));
        return T.WhereLess(x, T.Create(0), -y, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Log<T>(T x) where T : struct, ILanes<T>
    {
        var y = LogOfFinite(x);
        y = T.WhereLess(x, T.Create(float.PositiveInfinity), y, x);
        y = T.WhereLess(x, T.Create(float.Epsilon), T.Create(float.NegativeInfinity), y);
        return T.WhereLess(x, T.Create(0), T.Create(float.NaN), y);
    }

    /// <summary>ln x, but at least −100, for x in [0, ∞); NaN for what is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T LogAboveFloor<T>(T x) where T : struct, ILanes<T>
        => T.WhereLess(T.Create(-float.Epsilon), x, T.Max(T.Create(-100), LogOfFinite(x)), T.Create(float.NaN));

    // At 0 it is some number below −100.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOfFinite<T>(T x) where T : struct, ILanes<T>
    {
        var tiny = T.Create(LeastNormal);
        var scaled = T.WhereLess(x, tiny, x * T.Create(1 << 24), x);
        var m = T.Split(scaled, out var e);
        e -= T.WhereLess(x, tiny, T.Create(24), T.Create(0));
        var f = m - T.Create(1);
        // ln m = 2 artanh s = 2s (1 + s²/3 + s⁴/5 + …)
        var s = f / (m + T.Create(1));
        var z = s * s;
        var sum = T.Create(2f / 11);
        sum = T.MultiplyAdd(sum, z, T.Create(2f / 9));
        sum = T.MultiplyAdd(sum, z, T.Create(2f / 7));
        sum = T.MultiplyAdd(sum, z, T.Create(2f / 5));
        sum = T.MultiplyAdd(sum, z, T.Create(2f / 3));
        // 2s = f − s·f exactly enough: the leading term f carries no error of the quotient.
        var y = T.MultiplyAdd(s, T.MultiplyAdd(sum, z, -f), f);
        return T.MultiplyAdd(e, T.Create(Ln2High), T.MultiplyAdd(e, T.Create(Ln2Low), y));
    }

    // x = n ln 2 + r with |r| ≤ ½ ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, out T r) where T : struct, ILanes<T>
    {
        var n = T.Round(x * T.Create(Log2E));
        r = T.MultiplyAdd(n, T.Create(-Ln2Low), T.MultiplyAdd(n, T.Create(-Ln2High), x));
        return n;
    }

    // (eʳ − 1) / r by its Taylor series; the first term left out is below 2⁻²⁷.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpTail<T>(T r) where T : struct, ILanes<T>
    {
        var y = T.Create(1f / 5040);
        y = T.MultiplyAdd(y, r, T.Create(1f / 720));
        y = T.MultiplyAdd(y, r, T.Create(1f / 120));
        y = T.MultiplyAdd(y, r, T.Create(1f / 24));
        y = T.MultiplyAdd(y, r, T.Create(1f / 6));
        y = T.MultiplyAdd(y, r, T.Create(1f / 2));
        return T.MultiplyAdd(y, r, T.Create(1));
    }
}
