namespace TorchSharp;

public static partial class torch
{
    /// <summary>The element types a tensor may have. The numbers are TorchSharp's, as checkpoints store them.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>8-bit unsigned integer.</summary>
        Byte = 0,
        /// <summary>8-bit signed integer.</summary>
        Int8 = 1,
        /// <summary>16-bit signed integer.</summary>
        Int16 = 2,
        /// <summary>32-bit signed integer.</summary>
        Int32 = 3,
        /// <summary>64-bit signed integer.</summary>
        Int64 = 4,
        /// <summary>32-bit floating point, the default.</summary>
        Float32 = 6,
        /// <summary>64-bit floating point.</summary>
        Float64 = 7,
        /// <summary>True or false, one byte each.</summary>
        Bool = 11,
    }

    /// <summary>Bool.</summary>
    public static readonly ScalarType @bool = ScalarType.Bool;
    /// <summary>8-bit unsigned integer.</summary>
    public static readonly ScalarType uint8 = ScalarType.Byte;
    /// <summary>8-bit signed integer.</summary>
    public static readonly ScalarType int8 = ScalarType.Int8;
    /// <summary>16-bit signed integer.</summary>
    public static readonly ScalarType int16 = ScalarType.Int16;
    /// <summary>32-bit signed integer.</summary>
    public static readonly ScalarType int32 = ScalarType.Int32;
    /// <summary>64-bit signed integer.</summary>
    public static readonly ScalarType int64 = ScalarType.Int64;
    /// <summary>32-bit floating point.</summary>
    public static readonly ScalarType float32 = ScalarType.Float32;
    /// <summary>64-bit floating point.</summary>
    public static readonly ScalarType float64 = ScalarType.Float64;
    /// <summary>16-bit signed integer.</summary>
    public static readonly ScalarType @short = ScalarType.Int16;
    /// <summary>32-bit signed integer.</summary>
    public static readonly ScalarType @int = ScalarType.Int32;
    /// <summary>64-bit signed integer.</summary>
    public static readonly ScalarType @long = ScalarType.Int64;
    /// <summary>32-bit floating point.</summary>
    public static readonly ScalarType @float = ScalarType.Float32;
    /// <summary>64-bit floating point.</summary>
    public static readonly ScalarType @double = ScalarType.Float64;

    private static ScalarType _defaultDtype = ScalarType.Float32;

    /// <summary>The element type of new tensors when none is given: Float32 unless changed.</summary>
    public static ScalarType get_default_dtype() => _defaultDtype;

    /// <summary>Makes <paramref name="dtype"/> (Float32 or Float64) the element type of new tensors.</summary>
    public static void set_default_dtype(ScalarType dtype)
    {
        if (!dtype.IsFloatingPoint())
            throw new ArgumentException($"The default dtype must be a floating-point type, not {dtype}.", nameof(dtype));
        _defaultDtype = dtype;
    }

    /// <summary>Whether <paramref name="type"/> is an integer type; Bool is not.</summary>
    public static bool is_integral(ScalarType type) => type is ScalarType.Byte or ScalarType.Int8
        or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;

    /// <summary>Whether <paramref name="type"/> is Float32 or Float64.</summary>
    public static bool is_floating_point(ScalarType type) => type.IsFloatingPoint();

    /// <summary>Whether <paramref name="input"/> has a floating-point type.</summary>
    public static bool is_floating_point(Tensor input) => input.dtype.IsFloatingPoint();

    /// <summary>The type in which two element types meet, as in PyTorch.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => ElementTypes.Promote(type1, type2);
}

internal static class ElementTypes
{
    internal static bool IsFloatingPoint(this torch.ScalarType type)
        => type is torch.ScalarType.Float32 or torch.ScalarType.Float64;

    internal static int Size(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte or torch.ScalarType.Int8 or torch.ScalarType.Bool => 1,
        torch.ScalarType.Int16 => 2,
        torch.ScalarType.Int32 or torch.ScalarType.Float32 => 4,
        torch.ScalarType.Int64 or torch.ScalarType.Float64 => 8,
        _ => throw new NotSupportedException($"Element type {type} is not supported."),
    };

    internal static torch.ScalarType Of(Type type)
    {
        if (type == typeof(float)) return torch.ScalarType.Float32;
        if (type == typeof(double)) return torch.ScalarType.Float64;
        if (type == typeof(long)) return torch.ScalarType.Int64;
        if (type == typeof(int)) return torch.ScalarType.Int32;
        if (type == typeof(short)) return torch.ScalarType.Int16;
        if (type == typeof(sbyte)) return torch.ScalarType.Int8;
        if (type == typeof(byte)) return torch.ScalarType.Byte;
        if (type == typeof(bool)) return torch.ScalarType.Bool;
        throw new NotSupportedException($"Elements of type {type} are not supported; use float, double, long, int, short, sbyte, byte or bool.");
    }

    internal static torch.ScalarType Promote(torch.ScalarType a, torch.ScalarType b)
    {
        if (a == b) return a;
        if (a.IsFloatingPoint() || b.IsFloatingPoint())
        {
            if (!a.IsFloatingPoint()) return b;
            if (!b.IsFloatingPoint()) return a;
            return torch.ScalarType.Float64;
        }
        if (a == torch.ScalarType.Bool) return b;
        if (b == torch.ScalarType.Bool) return a;
        // Unsigned with signed bytes meet in Int16; otherwise the wider type wins.
        if (a.Size() == 1 && b.Size() == 1) return torch.ScalarType.Int16;
        return a.Size() > b.Size() ? a : b;
    }

    /// <summary>Category of PyTorch's promotion rules: bool, integer, floating point.</summary>
    internal static int Category(this torch.ScalarType type)
        => type.IsFloatingPoint() ? 2 : type == torch.ScalarType.Bool ? 0 : 1;
}
