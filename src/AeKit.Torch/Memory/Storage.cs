using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Memory;

/// <summary>
/// The memory behind one or more tensors: a tensor and its views share one storage. Handles are counted; the last
/// one to be disposed returns the buffer to the pool. The version counts in-place changes, so that backward can
/// tell whether a tensor it saved has been overwritten.
/// </summary>
internal sealed class Storage
{
    private byte[]? _buffer;
    private readonly int _start;
    private int _handles = 1;

    internal Storage(long byteCount)
    {
        ByteCount = byteCount;
        _buffer = BufferPool.Rent(byteCount);
        _start = BufferPool.AlignedStart(_buffer);
    }

    internal long ByteCount { get; }

    internal int Version { get; private set; }

    internal void BumpVersion() => Version++;

    /// <summary>How many tensors and recorded operations hold the storage.</summary>
    internal int HandleCount => _handles;

    internal void AddHandle() => Interlocked.Increment(ref _handles);

    internal void ReleaseHandle()
    {
        if (Interlocked.Decrement(ref _handles) != 0) return;
        var buffer = _buffer;
        _buffer = null;
        if (buffer is not null) BufferPool.Return(buffer);
    }

    /// <summary>All elements as <typeparamref name="T"/>. The span keeps the buffer alive.</summary>
    internal Span<T> Span<T>() where T : unmanaged
    {
        var buffer = _buffer ?? throw new ObjectDisposedException(nameof(torch.Tensor));
        ref var first = ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(buffer), _start);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), (int)(ByteCount / Unsafe.SizeOf<T>()));
    }
}
