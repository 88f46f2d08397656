using System.Numerics;

namespace TorchSharp.Memory;

/// <summary>
/// Pinned, cache-line aligned buffers by size class. Buffers come back when the last tensor that uses them is
/// disposed; the buffer of a tensor that was forgotten is simply collected by the garbage collector.
/// </summary>
internal static class BufferPool
{
    internal const int Alignment = 64;

    // Four classes per power of two, from 64 bytes up: at most a quarter of a buffer is unused.
    private const int StepsPerOctave = 4;
    private const int SmallestShift = 6;

    /// <summary>Idle memory beyond this is left to the garbage collector.</summary>
    private const long IdleLimit = 1L << 30;

    private static readonly Stack<byte[]>[] Idle = CreateClasses();
    private static long _idleBytes;
    private static long _allocatedBytes;

    [ThreadStatic] private static ThreadBuffers? _own;

    /// <summary>Bytes of all buffers ever taken from the garbage collector: constant once a repeated computation has all it needs.</summary>
    internal static long AllocatedBytes => Interlocked.Read(ref _allocatedBytes);

    internal static byte[] Rent(long byteCount)
    {
        var (index, size) = ClassOf(byteCount);
        if (index >= Idle.Length)
            throw new ArgumentException($"A tensor of {byteCount} bytes is larger than this engine allows (2 GB).");
        return (_own ??= new()).TryPop(index) ?? RentShared(index, size);
    }

    internal static void Return(byte[] buffer)
    {
        var (index, _) = ClassOf(buffer.Length - Alignment);
        if (!(_own ??= new()).TryPush(index, buffer)) ReturnShared(index, buffer);
    }

    /// <summary>Bytes from the start of the pinned array to the first aligned byte.</summary>
    internal static unsafe int AlignedStart(byte[] buffer)
    {
        fixed (byte* p = buffer)
            return (int)((Alignment - ((nuint)p & (Alignment - 1))) & (Alignment - 1));
    }

    private static byte[] RentShared(int index, long size)
    {
        var stack = Idle[index];
        lock (stack)
        {
            if (stack.TryPop(out var buffer))
            {
                Interlocked.Add(ref _idleBytes, -buffer.Length);
                return buffer;
            }
        }
        Interlocked.Add(ref _allocatedBytes, size);
        return GC.AllocateUninitializedArray<byte>((int)size + Alignment, pinned: true);
    }

    private static void ReturnShared(int index, byte[] buffer)
    {
        if (Interlocked.Read(ref _idleBytes) > IdleLimit) return;
        Interlocked.Add(ref _idleBytes, buffer.Length);
        var stack = Idle[index];
        lock (stack) stack.Push(buffer);
    }

    private static (int Index, long Size) ClassOf(long byteCount)
    {
        var wanted = Math.Max(byteCount, 1L << SmallestShift);
        var octave = BitOperations.Log2((ulong)wanted);
        // Rounded up to a quarter of the power of two below.
        var quarter = octave - 2;
        var within = (int)((wanted - (1L << octave) + (1L << quarter) - 1) >> quarter);
        return ((octave - SmallestShift) * StepsPerOctave + within, (1L << octave) + ((long)within << quarter));
    }

    private static Stack<byte[]>[] CreateClasses()
    {
        var (last, _) = ClassOf(1792L << 20);
        var classes = new Stack<byte[]>[last + 1];
        for (var i = 0; i < classes.Length; i++) classes[i] = new Stack<byte[]>();
        return classes;
    }

    /// <summary>A few small buffers that one thread keeps for itself, so that it need not lock for them.</summary>
    private sealed class ThreadBuffers
    {
        private const int SmallClasses = 10 * StepsPerOctave;
        private const int Depth = 16;

        private readonly byte[]?[] _buffers = new byte[]?[SmallClasses * Depth];
        private readonly byte[] _counts = new byte[SmallClasses];

        internal byte[]? TryPop(int index)
        {
            if (index >= SmallClasses || _counts[index] == 0) return null;
            ref var slot = ref _buffers[index * Depth + --_counts[index]];
            var buffer = slot;
            slot = null;
            return buffer;
        }

        internal bool TryPush(int index, byte[] buffer)
        {
            if (index >= SmallClasses || _counts[index] == Depth) return false;
            _buffers[index * Depth + _counts[index]++] = buffer;
            return true;
        }
    }
}
