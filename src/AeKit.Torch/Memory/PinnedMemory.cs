using System.Runtime.CompilerServices;

namespace TorchSharp.Memory;

/// <summary>Aligned memory from the pool that kernels may address; uninitialised. Give it back with Dispose.</summary>
internal readonly unsafe ref struct PinnedMemory<T> where T : unmanaged
{
    private readonly byte[] _buffer;

    internal PinnedMemory(long count)
    {
        _buffer = BufferPool.Rent(count * sizeof(T));
        // The pool's arrays never move.
        Pointer = (T*)((byte*)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_buffer)) + BufferPool.AlignedStart(_buffer));
    }

    internal T* Pointer { get; }

    public void Dispose() => BufferPool.Return(_buffer);
}
