namespace TorchSharp;

/// <summary>A number that takes part in tensor arithmetic without being a tensor; converts from C# numbers by itself.</summary>
public sealed class Scalar : IDisposable
{
    private readonly double _real;
    private readonly long _integer;

    private Scalar(double value, torch.ScalarType type)
    {
        _real = value;
        _integer = double.IsFinite(value) ? (long)value : 0;
        Type = type;
    }

    private Scalar(long value, torch.ScalarType type)
    {
        _real = value;
        _integer = value;
        Type = type;
    }

    /// <summary>The type of the number it was made from.</summary>
    public torch.ScalarType Type { get; }

    internal double Real => _real;

    internal long Integer => _integer;

    internal T As<T>() where T : System.Numerics.INumberBase<T>
        => Type.IsFloatingPoint() ? T.CreateTruncating(_real) : T.CreateTruncating(_integer);

    /// <summary>From a number.</summary>
    public static implicit operator Scalar(byte value) => new(value, torch.ScalarType.Byte);
    /// <summary>From a number.</summary>
    public static implicit operator Scalar(sbyte value) => new(value, torch.ScalarType.Int8);
    /// <summary>From a number.</summary>
    public static implicit operator Scalar(short value) => new(value, torch.ScalarType.Int16);
    /// <summary>From a number.</summary>
    public static implicit operator Scalar(int value) => new(value, torch.ScalarType.Int32);
    /// <summary>From a number.</summary>
    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);
    /// <summary>From a number.</summary>
    public static implicit operator Scalar(float value) => new((double)value, torch.ScalarType.Float32);
    /// <summary>From a number.</summary>
    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);
    /// <summary>From true or false.</summary>
    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, torch.ScalarType.Bool);

    /// <summary>Nothing to release; present because TorchSharp has it.</summary>
    public void Dispose()
    {
    }

    /// <summary>The number.</summary>
    public override string ToString() => Type.IsFloatingPoint() ? _real.ToString() : _integer.ToString();
}

/// <summary>Conversions between <see cref="Scalar"/> and C# numbers.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>As a Scalar.</summary>
    public static Scalar ToScalar(this int value) => value;
    /// <summary>As a Scalar.</summary>
    public static Scalar ToScalar(this long value) => value;
    /// <summary>As a Scalar.</summary>
    public static Scalar ToScalar(this float value) => value;
    /// <summary>As a Scalar.</summary>
    public static Scalar ToScalar(this double value) => value;
    /// <summary>As a Scalar.</summary>
    public static Scalar ToScalar(this bool value) => value;
    /// <summary>As a C# number.</summary>
    public static float ToSingle(this Scalar value) => (float)value.Real;
    /// <summary>As a C# number.</summary>
    public static double ToDouble(this Scalar value) => value.Real;
    /// <summary>As a C# number.</summary>
    public static byte ToByte(this Scalar value) => (byte)value.Integer;
    /// <summary>As a C# number.</summary>
    public static int ToInt32(this Scalar value) => (int)value.Integer;
    /// <summary>As a C# number.</summary>
    public static long ToInt64(this Scalar value) => value.Integer;
    /// <summary>True if the number is not zero.</summary>
    public static bool ToBoolean(this Scalar value) => value.Real != 0;
}
