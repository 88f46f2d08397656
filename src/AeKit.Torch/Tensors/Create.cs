using System.Numerics;
using System.Runtime.InteropServices;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Tensors;

/// <summary>New tensors from sizes, numbers and arrays; what all factory overloads end in.</summary>
internal static class Create
{
    internal static Tensor Uninitialised(ReadOnlySpan<long> sizes, torch.ScalarType? type, torch.Device? device, string[]? names)
    {
        torch.RequireCpu(device);
        if (names is not null) throw new NotSupportedException("Named dimensions are not supported by the managed engine.");
        return Tensor.Empty(Layout.Contiguous(sizes), type ?? torch.get_default_dtype());
    }

    internal static Tensor Filled(ReadOnlySpan<long> sizes, Scalar value, torch.ScalarType? type, torch.Device? device, bool requiresGrad, string[]? names)
    {
        var result = Uninitialised(sizes, type, device, names);
        Fill(result, value);
        return result.requires_grad_(requiresGrad);
    }

    internal static void Fill(Tensor tensor, Scalar value)
    {
        switch (tensor.dtype)
        {
            case torch.ScalarType.Float32: tensor.Span<float>().Fill((float)value.Real); break;
            case torch.ScalarType.Float64: tensor.Span<double>().Fill(value.Real); break;
            case torch.ScalarType.Int64: tensor.Span<long>().Fill(value.As<long>()); break;
            case torch.ScalarType.Int32: tensor.Span<int>().Fill(value.As<int>()); break;
            case torch.ScalarType.Int16: tensor.Span<short>().Fill(value.As<short>()); break;
            case torch.ScalarType.Int8: tensor.Span<sbyte>().Fill(value.As<sbyte>()); break;
            case torch.ScalarType.Bool: tensor.Span<byte>().Fill(value.Real != 0 ? (byte)1 : (byte)0); break;
            default: tensor.Span<byte>().Fill(value.As<byte>()); break;
        }
    }

    internal static Tensor From<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> sizes, torch.ScalarType? type, torch.Device? device, bool requiresGrad, string[]? names)
        where T : unmanaged
    {
        long count = 1;
        foreach (var size in sizes) count *= size;
        if (count != values.Length)
            throw new ArgumentException($"tensor: shape {Shape.Text(sizes)} has {count} elements, but the array has {values.Length}.");
        var given = Uninitialised(sizes, ElementTypes.Of(typeof(T)), device, names);
        MemoryMarshal.AsBytes(values).CopyTo(MemoryMarshal.AsBytes(given.Span<T>()));
        if (type is { } wanted && wanted != given.dtype) given = given.to_type(wanted, disposeAfter: true);
        return given.requires_grad_(requiresGrad);
    }

    internal static Tensor From<T>(IList<T> values, ReadOnlySpan<long> sizes, torch.ScalarType? type, torch.Device? device, bool requiresGrad, string[]? names)
        where T : unmanaged
        => From<T>(values is T[] array ? array : [.. values], sizes, type, device, requiresGrad, names);

    internal static Tensor From(Array values, torch.ScalarType? type, torch.Device? device, bool requiresGrad, string[]? names)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sizes = new long[values.Rank];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = values.GetLongLength(i);
        var element = values.GetType().GetElementType()!;
        return ElementTypes.Of(element) switch
        {
            torch.ScalarType.Float32 => From<float>(Elements<float>(values), sizes, type, device, requiresGrad, names),
            torch.ScalarType.Float64 => From<double>(Elements<double>(values), sizes, type, device, requiresGrad, names),
            torch.ScalarType.Int64 => From<long>(Elements<long>(values), sizes, type, device, requiresGrad, names),
            torch.ScalarType.Int32 => From<int>(Elements<int>(values), sizes, type, device, requiresGrad, names),
            torch.ScalarType.Int16 => From<short>(Elements<short>(values), sizes, type, device, requiresGrad, names),
            torch.ScalarType.Int8 => From<sbyte>(Elements<sbyte>(values), sizes, type, device, requiresGrad, names),
            torch.ScalarType.Bool => From<bool>(Elements<bool>(values), sizes, type, device, requiresGrad, names),
            _ => From<byte>(Elements<byte>(values), sizes, type, device, requiresGrad, names),
        };
    }

    /// <summary>start, start + step, … below stop.</summary>
    internal static Tensor Range(Scalar start, Scalar stop, Scalar step, torch.ScalarType? type, torch.Device? device, bool requiresGrad)
    {
        if (step.Real == 0 || (stop.Real - start.Real) / step.Real < 0)
            throw new ArgumentException($"arange: cannot go from {start} to {stop} in steps of {step}.");
        var isReal = start.Type.IsFloatingPoint() || stop.Type.IsFloatingPoint() || step.Type.IsFloatingPoint();
        var count = (long)Math.Ceiling((stop.Real - start.Real) / step.Real);
        var result = Uninitialised([count], isReal ? torch.ScalarType.Float64 : torch.ScalarType.Int64, device, null);
        if (isReal) Sequence(result.Span<double>(), start.Real, step.Real);
        else Sequence(result.Span<long>(), start.Integer, step.Integer);
        return result.to_type(type ?? (isReal ? torch.get_default_dtype() : torch.ScalarType.Int64), disposeAfter: true).requires_grad_(requiresGrad);
    }

    private static void Sequence<T>(Span<T> values, T start, T step) where T : INumber<T>
    {
        for (var i = 0; i < values.Length; i++) values[i] = start + T.CreateTruncating(i) * step;
    }

    private static ReadOnlySpan<T> Elements<T>(Array array) where T : unmanaged
        => MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
}
