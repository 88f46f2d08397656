using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Memory;

/// <summary>
/// Small per-thread memory for the intermediate results of a block of elements, aligned to cache lines: vector code
/// on unaligned scratch memory is several times slower. Whoever takes a lane uses it up before calling others.
/// </summary>
internal static class Scratch
{
    private const int LaneElements = Ops.Unary.Block;

    // Lanes start at different places within a page, so that writes to one do not look like writes to the other.
    private const int LaneBytes = LaneElements * sizeof(double) + 8 * BufferPool.Alignment;

    [ThreadStatic] private static byte[]? _buffer;
    [ThreadStatic] private static int _start;

    /// <summary>For the caller of an element-wise operation.</summary>
    internal static Span<T> Outer<T>(int count) where T : unmanaged => Lane<T>(0, count);

    /// <summary>For an element-wise operation.</summary>
    internal static Span<T> Inner<T>(int count) where T : unmanaged => Lane<T>(1, count);

    private static Span<T> Lane<T>(int lane, int count) where T : unmanaged
    {
        if (count > LaneElements) throw new ArgumentOutOfRangeException(nameof(count), count, $"A lane holds {LaneElements} elements.");
        var buffer = _buffer ?? Create();
        ref var first = ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(buffer), _start + lane * LaneBytes);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), count);
    }

    private static byte[] Create()
    {
        _buffer = BufferPool.Rent(2 * LaneBytes);
        _start = BufferPool.AlignedStart(_buffer);
        return _buffer;
    }
}
