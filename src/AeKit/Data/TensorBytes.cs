using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>Tensors as little-endian bytes, row by row: what tensor files hold.</summary>
internal static class TensorBytes
{
    /// <summary>NumPy's own limit, and PyTorch's; a file that claims more is none of theirs.</summary>
    public const int MostDimensions = 64;

    private const int Step = 1 << 20;

    public static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Float64 or ScalarType.Int64 => 8,
        ScalarType.Float32 or ScalarType.Int32 => 4,
        ScalarType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Bytes of a tensor of that shape; null if it has a negative size or more elements than an array can hold bytes.</summary>
    public static long? Count(ReadOnlySpan<long> shape, ScalarType type)
    {
        long count = SizeOf(type);
        foreach (long size in shape)
        {
            if (size < 0 || (size > 0 && count > Array.MaxLength / size))
                return null;
            count *= size;
        }
        return count;
    }

    public static Tensor ToTensor(ReadOnlySpan<byte> bytes, long[] shape, ScalarType type) => type switch
    {
        ScalarType.Float32 => tensor(Values<float>(bytes), shape),
        ScalarType.Float64 => tensor(Values<double>(bytes), shape),
        ScalarType.Int64 => tensor(Values<long>(bytes), shape),
        ScalarType.Int32 => tensor(Values<int>(bytes), shape),
        ScalarType.Int16 => tensor(Values<short>(bytes), shape),
        ScalarType.Int8 => tensor(Values<sbyte>(bytes), shape),
        ScalarType.Byte => tensor(Values<byte>(bytes), shape),
        ScalarType.Bool => tensor(Array.ConvertAll(bytes.ToArray(), value => value != 0), shape),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a type that tensor files hold."),
    };

    public static byte[] ToBytes(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor packed = tensor.detach().cpu().contiguous();
        return packed.dtype switch
        {
            ScalarType.Float32 => Bytes<float>(packed),
            ScalarType.Float64 => Bytes<double>(packed),
            ScalarType.Int64 => Bytes<long>(packed),
            ScalarType.Int32 => Bytes<int>(packed),
            ScalarType.Int16 => Bytes<short>(packed),
            ScalarType.Int8 => Bytes<sbyte>(packed),
            ScalarType.Byte => Bytes<byte>(packed),
            ScalarType.Bool => Bytes<bool>(packed),
            _ => throw new ArgumentOutOfRangeException(nameof(tensor), packed.dtype, "Not a type that tensor files hold."),
        };
    }

    /// <summary>The next <paramref name="count"/> bytes, fewer at the end of the stream; in steps, so that a header that lies does not cost the memory it claims.</summary>
    public static byte[] Read(Stream stream, long count)
    {
        var bytes = new byte[Math.Min(count, Step)];
        int filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(bytes.AsSpan(filled), bytes.Length - filled, throwOnEndOfStream: false);
            if (filled < bytes.Length || filled == count)
                return bytes[..filled];
            Array.Resize(ref bytes, (int)Math.Min(count, Math.Min(2L * bytes.Length, Array.MaxLength)));
        }
    }

    private static T[] Values<T>(ReadOnlySpan<byte> bytes) where T : unmanaged => MemoryMarshal.Cast<byte, T>(bytes).ToArray();

    // TorchSharp's accessor does not copy nothing.
    private static byte[] Bytes<T>(Tensor tensor) where T : unmanaged =>
        tensor.numel() == 0 ? [] : MemoryMarshal.AsBytes(tensor.data<T>().ToArray().AsSpan()).ToArray();
}
