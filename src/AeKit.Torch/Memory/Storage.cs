using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Memory;

/// <summary>
/// The memory behind one or more tensors: a tensor and its views share one storage. Handles are counted; the last
/// one to be disposed returns the buffer to the pool and the storage object to its thread's spares. The version
/// counts in-place changes, so that backward can tell whether a tensor it saved has been overwritten.
/// </summary>
internal sealed class Storage
{
    private const int MostSpares = 256;

    [ThreadStatic] private static Storage? _spares;
    [ThreadStatic] private static int _spareCount;

    private byte[]? _buffer;
    private Storage? _nextSpare;
    private int _start;
    private int _handles;

    private Storage()
    {
    }

    /// <summary>Uninitialised memory with one handle.</summary>
    internal static Storage Rent(long byteCount)
    {
        var buffer = BufferPool.Rent(byteCount);
        var storage = _spares;
        if (storage is null) storage = new Storage();
        else
        {
            _spares = storage._nextSpare;
            _spareCount--;
            storage._nextSpare = null;
        }
        storage.ByteCount = byteCount;
        storage.Version = 0;
        storage._buffer = buffer;
        storage._start = BufferPool.AlignedStart(buffer);
        storage._handles = 1;
        return storage;
    }

    internal long ByteCount { get; private set; }

    internal int Version { get; private set; }

    internal void BumpVersion() => Version++;

    /// <summary>How many tensors and recorded operations hold the storage.</summary>
    internal int HandleCount => _handles;

    internal void AddHandle() => Interlocked.Increment(ref _handles);

    internal void ReleaseHandle()
    {
        // Whoever holds the only handle need not expect others.
        if (Volatile.Read(ref _handles) != 1 && Interlocked.Decrement(ref _handles) != 0) return;
        _handles = 0;
        BufferPool.Return(_buffer!);
        _buffer = null;
        if (_spareCount == MostSpares) return;
        _nextSpare = _spares;
        _spares = this;
        _spareCount++;
    }

    /// <summary>All elements as <typeparamref name="T"/>. The span keeps the buffer alive.</summary>
    internal Span<T> Span<T>() where T : unmanaged
    {
        ref var first = ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_buffer!), _start);
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref first), (int)(ByteCount / Unsafe.SizeOf<T>()));
    }
}
