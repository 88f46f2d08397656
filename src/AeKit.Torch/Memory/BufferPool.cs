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

    internal static byte[] Rent(long byteCount)
    {
        var (index, size) = ClassOf(byteCount);
        if (index >= Idle.Length)
            throw new ArgumentException($"A tensor of {byteCount} bytes is larger than this engine allows (2 GB).");
        var stack = Idle[index];
        lock (stack)
        {
            if (stack.TryPop(out var buffer))
            {
                Interlocked.Add(ref _idleBytes, -buffer.Length);
                return buffer;
            }
        }
        return GC.AllocateUninitializedArray<byte>((int)size + Alignment, pinned: true);
    }

    internal static void Return(byte[] buffer)
    {
        if (Interlocked.Read(ref _idleBytes) > IdleLimit) return;
        var (index, _) = ClassOf(buffer.Length - Alignment);
        Interlocked.Add(ref _idleBytes, buffer.Length);
        var stack = Idle[index];
        lock (stack) stack.Push(buffer);
    }

    /// <summary>Bytes from the start of the pinned array to the first aligned byte.</summary>
    internal static unsafe int AlignedStart(byte[] buffer)
    {
        fixed (byte* p = buffer)
            return (int)((Alignment - ((nuint)p & (Alignment - 1))) & (Alignment - 1));
    }

    private static (int Index, long Size) ClassOf(long byteCount)
    {
        var wanted = Math.Max(byteCount, 1L << SmallestShift);
        var octave = 63 - BitOperations.LeadingZeroCount((ulong)wanted);
        var step = 1L << (octave - 2);
        var within = (wanted - (1L << octave) + step - 1) / step;
        var size = (1L << octave) + within * step;
        return ((octave - SmallestShift) * StepsPerOctave + (int)within, size);
    }

    private static Stack<byte[]>[] CreateClasses()
    {
        var (last, _) = ClassOf(1792L << 20);
        var classes = new Stack<byte[]>[last + 1];
        for (var i = 0; i < classes.Length; i++) classes[i] = new Stack<byte[]>();
        return classes;
    }
}
