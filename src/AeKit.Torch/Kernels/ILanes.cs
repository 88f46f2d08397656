namespace TorchSharp.Kernels;

/// <summary>
/// Some float32 numbers that are computed with at once. A function written for lanes gives every number the same bits
/// on any width, so a result does not depend on where in memory a number stands or on the hardware's registers.
/// </summary>
internal unsafe interface ILanes<TSelf> where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }
    static abstract TSelf Create(float value);
    static abstract TSelf Load(float* source);
    void Store(float* target);

    static abstract TSelf operator +(TSelf x, TSelf y);
    static abstract TSelf operator -(TSelf x, TSelf y);
    static abstract TSelf operator -(TSelf x);
    static abstract TSelf operator *(TSelf x, TSelf y);
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>x · y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>x if x &lt; y, otherwise y, which may be NaN.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>x if x &gt; y, otherwise y, which may be NaN.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The sum of the lanes, by halves.</summary>
    static abstract float Sum(TSelf x);

    static abstract TSelf Abs(TSelf x);
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>The nearest whole number, of two the even one.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>2ⁿ for whole n in −126 … 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>x = mantissa · 2^exponent with the mantissa in [√½, √2), for normal positive x.</summary>
    static abstract TSelf Split(TSelf x, out TSelf exponent);

    /// <summary>Where x &lt; y, <paramref name="then"/>, otherwise (also for NaN) <paramref name="otherwise"/>.</summary>
    static abstract TSelf WhereLess(TSelf x, TSelf y, TSelf then, TSelf otherwise);

    /// <summary>The bits of √½, the least mantissa.</summary>
    internal const int LeastMantissa = 0x3F3504F3;
}
