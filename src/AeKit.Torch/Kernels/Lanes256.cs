using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>The 8 lanes of AVX2.</summary>
internal readonly unsafe struct Lanes256(Vector256<float> v) : ILanes<Lanes256>
{
    private readonly Vector256<float> _v = v;

    public static int Count => Vector256<float>.Count;
    public static Lanes256 Create(float value) => new(Vector256.Create(value));
    public static Lanes256 Load(float* source) => new(Vector256.Load(source));
    public void Store(float* target) => _v.Store(target);
    public static Lanes256 operator +(Lanes256 x, Lanes256 y) => new(x._v + y._v);
    public static Lanes256 operator -(Lanes256 x, Lanes256 y) => new(x._v - y._v);
    public static Lanes256 operator -(Lanes256 x) => new(-x._v);
    public static Lanes256 operator *(Lanes256 x, Lanes256 y) => new(x._v * y._v);
    public static Lanes256 operator /(Lanes256 x, Lanes256 y) => new(x._v / y._v);
    public static Lanes256 MultiplyAdd(Lanes256 x, Lanes256 y, Lanes256 z) => new(Vector256.FusedMultiplyAdd(x._v, y._v, z._v));
    public static Lanes256 Min(Lanes256 x, Lanes256 y) => new(Vector256.MinNative(x._v, y._v));
    public static Lanes256 Max(Lanes256 x, Lanes256 y) => new(Vector256.MaxNative(x._v, y._v));
    public static float Sum(Lanes256 x) => Vector256.Sum(x._v);
    public static Lanes256 Abs(Lanes256 x) => new(Vector256.Abs(x._v));
    public static Lanes256 Sqrt(Lanes256 x) => new(Vector256.Sqrt(x._v));
    public static Lanes256 Round(Lanes256 x) => new(Vector256.Round(x._v));
    public static Lanes256 PowerOfTwo(Lanes256 n) => new(((Vector256.ConvertToInt32Native(n._v) + Vector256.Create(127)) << 23).AsSingle());

    public static Lanes256 Split(Lanes256 x, out Lanes256 exponent)
    {
        var e = (x._v.AsInt32() - Vector256.Create(ILanes<Lanes256>.LeastMantissa)) >> 23;
        exponent = new(Vector256.ConvertToSingle(e));
        return new((x._v.AsInt32() - (e << 23)).AsSingle());
    }

    public static Lanes256 WhereLess(Lanes256 x, Lanes256 y, Lanes256 then, Lanes256 otherwise)
        => new(Vector256.ConditionalSelect(Vector256.LessThan(x._v, y._v), then._v, otherwise._v));
}
