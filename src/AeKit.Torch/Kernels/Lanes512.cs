using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>The 16 lanes of AVX-512.</summary>
internal readonly unsafe struct Lanes512(Vector512<float> v) : ILanes<Lanes512>
{
    private readonly Vector512<float> _v = v;

    public static int Count => Vector512<float>.Count;
    public static Lanes512 Create(float value) => new(Vector512.Create(value));
    public static Lanes512 Load(float* source) => new(Vector512.Load(source));
    public void Store(float* target) => _v.Store(target);
    public static Lanes512 operator +(Lanes512 x, Lanes512 y) => new(x._v + y._v);
    public static Lanes512 operator -(Lanes512 x, Lanes512 y) => new(x._v - y._v);
    public static Lanes512 operator -(Lanes512 x) => new(-x._v);
    public static Lanes512 operator *(Lanes512 x, Lanes512 y) => new(x._v * y._v);
    public static Lanes512 operator /(Lanes512 x, Lanes512 y) => new(x._v / y._v);
    public static Lanes512 MultiplyAdd(Lanes512 x, Lanes512 y, Lanes512 z) => new(Vector512.FusedMultiplyAdd(x._v, y._v, z._v));
    public static Lanes512 Min(Lanes512 x, Lanes512 y) => new(Vector512.MinNative(x._v, y._v));
    public static Lanes512 Max(Lanes512 x, Lanes512 y) => new(Vector512.MaxNative(x._v, y._v));
    public static float Sum(Lanes512 x) => Vector512.Sum(x._v);
    public static Lanes512 Abs(Lanes512 x) => new(Vector512.Abs(x._v));
    public static Lanes512 Sqrt(Lanes512 x) => new(Vector512.Sqrt(x._v));
    public static Lanes512 Round(Lanes512 x) => new(Vector512.Round(x._v));
    public static Lanes512 PowerOfTwo(Lanes512 n) => new(((Vector512.ConvertToInt32Native(n._v) + Vector512.Create(127)) << 23).AsSingle());

    public static Lanes512 Split(Lanes512 x, out Lanes512 exponent)
    {
        var e = (x._v.AsInt32() - Vector512.Create(ILanes<Lanes512>.LeastMantissa)) >> 23;
        exponent = new(Vector512.ConvertToSingle(e));
        return new((x._v.AsInt32() - (e << 23)).AsSingle());
    }

    public static Lanes512 WhereLess(Lanes512 x, Lanes512 y, Lanes512 then, Lanes512 otherwise)
        => new(Vector512.ConditionalSelect(Vector512.LessThan(x._v, y._v), then._v, otherwise._v));
}
