using System.Numerics;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

internal interface IComparison
{
    string Name { get; }

    bool Holds<T>(T a, T b) where T : unmanaged, INumber<T>;
}

internal readonly struct Equal : IComparison
{
    public string Name => "eq";
    bool IComparison.Holds<T>(T a, T b) => a == b;
}

internal readonly struct NotEqual : IComparison
{
    public string Name => "ne";
    bool IComparison.Holds<T>(T a, T b) => a != b;
}

internal readonly struct Less : IComparison
{
    public string Name => "lt";
    bool IComparison.Holds<T>(T a, T b) => a < b;
}

internal readonly struct LessOrEqual : IComparison
{
    public string Name => "le";
    bool IComparison.Holds<T>(T a, T b) => a <= b;
}

internal readonly struct Greater : IComparison
{
    public string Name => "gt";
    bool IComparison.Holds<T>(T a, T b) => a > b;
}

internal readonly struct GreaterOrEqual : IComparison
{
    public string Name => "ge";
    bool IComparison.Holds<T>(T a, T b) => a >= b;
}

internal readonly struct And : IComparison
{
    public string Name => "logical_and";
    bool IComparison.Holds<T>(T a, T b) => !T.IsZero(a) & !T.IsZero(b);
}

internal readonly struct Or : IComparison
{
    public string Name => "logical_or";
    bool IComparison.Holds<T>(T a, T b) => !T.IsZero(a) | !T.IsZero(b);
}

internal readonly struct Xor : IComparison
{
    public string Name => "logical_xor";
    bool IComparison.Holds<T>(T a, T b) => !T.IsZero(a) ^ !T.IsZero(b);
}

/// <summary>Element-wise tests of two tensors; the result is Bool and has no gradient.</summary>
internal static class Comparison
{
    internal static Tensor Apply<TOp>(TOp op, Tensor a, Tensor b) where TOp : struct, IComparison
    {
        var type = Binary.ResultType(a, b);
        var sizes = Shape.Broadcast(a.Layout.Sizes, b.Layout.Sizes, op.Name);
        var result = Tensor.Empty(Layout.Contiguous(sizes), torch.ScalarType.Bool);
        using var left = Operand(a, type, sizes);
        using var right = Operand(b, type, sizes);
        var y = result.Span<byte>();
        switch (type)
        {
            case torch.ScalarType.Float32: Run<TOp, float>(op, left.Span<float>(), right.Span<float>(), y); break;
            case torch.ScalarType.Float64: Run<TOp, double>(op, left.Span<double>(), right.Span<double>(), y); break;
            case torch.ScalarType.Int64: Run<TOp, long>(op, left.Span<long>(), right.Span<long>(), y); break;
            case torch.ScalarType.Int32: Run<TOp, int>(op, left.Span<int>(), right.Span<int>(), y); break;
            case torch.ScalarType.Int16: Run<TOp, short>(op, left.Span<short>(), right.Span<short>(), y); break;
            case torch.ScalarType.Int8: Run<TOp, sbyte>(op, left.Span<sbyte>(), right.Span<sbyte>(), y); break;
            default: Run<TOp, byte>(op, left.Span<byte>(), right.Span<byte>(), y); break;
        }
        return result;
    }

    // A single number stays one element; anything else is spread to the full shape.
    private static Tensor Operand(Tensor x, torch.ScalarType type, long[] sizes)
    {
        using var converted = x.dtype == type ? x.Alias(tracked: false) : Copy.Packed(x, type);
        if (converted.Layout.Count == 1) return Copy.Packed(converted, type);
        using var spread = converted.detach().expand(sizes);
        return spread.Layout.IsContiguous ? spread.Alias(tracked: false) : Copy.Packed(spread, type);
    }

    private static void Run<TOp, T>(TOp op, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<byte> y)
        where TOp : struct, IComparison where T : unmanaged, INumber<T>
    {
        if (a.Length == y.Length && b.Length == y.Length)
            for (var i = 0; i < y.Length; i++) y[i] = op.Holds(a[i], b[i]) ? (byte)1 : (byte)0;
        else if (b.Length == 1)
            for (var i = 0; i < y.Length; i++) y[i] = op.Holds(a[a.Length == 1 ? 0 : i], b[0]) ? (byte)1 : (byte)0;
        else
            for (var i = 0; i < y.Length; i++) y[i] = op.Holds(a[0], b[i]) ? (byte)1 : (byte)0;
    }

    /// <summary>The number as a zero-dimensional tensor for comparison with <paramref name="x"/>.</summary>
    internal static Tensor Number(Tensor x, Scalar number)
    {
        var type = WithScalar.ResultType(x.dtype, number, alwaysFloat: false);
        return torch.full([], number, type);
    }
}
