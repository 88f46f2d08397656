using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>The 4 lanes of SSE and Arm64; also, in software, those of hardware without vectors.</summary>
internal readonly unsafe struct Lanes128(Vector128<float> v) : ILanes<Lanes128>
{
    private readonly Vector128<float> _v = v;

    public static int Count => Vector128<float>.Count;
    public static Lanes128 Create(float value) => new(Vector128.Create(value));
    public static Lanes128 Load(float* source) => new(Vector128.Load(source));
    public void Store(float* target) => _v.Store(target);
    public static Lanes128 operator +(Lanes128 x, Lanes128 y) => new(x._v + y._v);
    public static Lanes128 operator -(Lanes128 x, Lanes128 y) => new(x._v - y._v);
    public static Lanes128 operator -(Lanes128 x) => new(-x._v);
    public static Lanes128 operator *(Lanes128 x, Lanes128 y) => new(x._v * y._v);
    public static Lanes128 operator /(Lanes128 x, Lanes128 y) => new(x._v / y._v);
    public static Lanes128 MultiplyAdd(Lanes128 x, Lanes128 y, Lanes128 z) => new(Vector128.FusedMultiplyAdd(x._v, y._v, z._v));
    public static Lanes128 Min(Lanes128 x, Lanes128 y) => new(Vector128.MinNative(x._v, y._v));
    public static Lanes128 Max(Lanes128 x, Lanes128 y) => new(Vector128.MaxNative(x._v, y._v));
    public static float Sum(Lanes128 x) => Vector128.Sum(x._v);
    public static Lanes128 Abs(Lanes128 x) => new(Vector128.Abs(x._v));
    public static Lanes128 Sqrt(Lanes128 x) => new(Vector128.Sqrt(x._v));
    public static Lanes128 Round(Lanes128 x) => new(Vector128.Round(x._v));
    public static Lanes128 PowerOfTwo(Lanes128 n) => new(((Vector128.ConvertToInt32Native(n._v) + Vector128.Create(127)) << 23).AsSingle());

    public static Lanes128 Split(Lanes128 x, out Lanes128 exponent)
    {
        var e = (x._v.AsInt32() - Vector128.Create(ILanes<Lanes128>.LeastMantissa)) >> 23;
        exponent = new(Vector128.ConvertToSingle(e));
        return new((x._v.AsInt32() - (e << 23)).AsSingle());
    }

    public static Lanes128 WhereLess(Lanes128 x, Lanes128 y, Lanes128 then, Lanes128 otherwise)
        => new(Vector128.ConditionalSelect(Vector128.LessThan(x._v, y._v), then._v, otherwise._v));
}
