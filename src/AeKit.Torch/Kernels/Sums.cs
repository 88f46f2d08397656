using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Memory;
using TorchSharp.Threads;

namespace TorchSharp.Kernels;

/// <summary>Sums in blocks, so that rounding errors do not grow with the number of terms; the blocks are the same for any number of threads.</summary>
internal static unsafe class Sums
{
    private const int Block = 256;
    private const int RowBlock = 64;
    private const int ColumnBlock = 256;

    internal static T Of<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        if (x.Length <= Block) return TensorPrimitives.Sum(x);
        if (x.Length <= Chunk.Length) return T.CreateTruncating(OfBlocks(x));
        var parts = Chunk.CountOf(x.Length);
        using var totals = new PinnedMemory<double>(parts);
        fixed (T* px = x) ThreadTeam.Run(new TotalJob<T> { X = px, Count = x.Length, Totals = totals.Pointer }, parts);
        double total = 0;
        for (var part = 0; part < parts; part++) total += totals.Pointer[part];
        return T.CreateTruncating(total);
    }

    internal static long OfIntegers<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        long total = 0;
        foreach (var value in x) total += long.CreateTruncating(value);
        return total;
    }

    /// <summary>y[j] = Σᵢ x[i, j] for a matrix of <paramref name="rows"/> rows as wide as y.</summary>
    internal static void OfColumns<T>(ReadOnlySpan<T> x, int rows, Span<T> y) where T : unmanaged, INumber<T>
    {
        fixed (T* px = x, py = y)
        {
            var job = new ColumnJob<T> { X = px, Y = py, Rows = rows, Width = y.Length };
            var parts = (y.Length + ColumnBlock - 1) / ColumnBlock;
            if (x.Length > Chunk.Length) ThreadTeam.Run(job, parts);
            else for (var part = 0; part < parts; part++) job.Run(part);
        }
    }

    /// <summary>y[c] = Σ over batch and plane of x [batch, channels, plane], for as many channels as y has.</summary>
    internal static void OfChannels<T>(ReadOnlySpan<T> x, int plane, Span<T> y) where T : unmanaged, INumber<T>
    {
        fixed (T* px = x, py = y)
        {
            var job = new ChannelJob<T> { X = px, Y = py, Count = x.Length, Channels = y.Length, Plane = plane };
            var parts = (y.Length + ChannelJob<T>.PerPart - 1) / ChannelJob<T>.PerPart;
            if (x.Length > Chunk.Length) ThreadTeam.Run(job, parts);
            else for (var part = 0; part < parts; part++) job.Run(part);
        }
    }

    private static double OfBlocks<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        double total = 0;
        for (var i = 0; i < x.Length; i += Block)
            total += double.CreateTruncating(TensorPrimitives.Sum(x.Slice(i, Math.Min(Block, x.Length - i))));
        return total;
    }

    private struct TotalJob<T> : IParallelJob where T : unmanaged, INumber<T>
    {
        internal T* X;
        internal int Count;
        internal double* Totals;

        public readonly void Run(int part) => Totals[part] = OfBlocks(new ReadOnlySpan<T>(X + part * Chunk.Length, Chunk.LengthOf(part, Count)));
    }

    private struct ColumnJob<T> : IParallelJob where T : unmanaged, INumber<T>
    {
        internal T* X, Y;
        internal int Rows, Width;

        public readonly void Run(int part)
        {
            var first = part * ColumnBlock;
            AddRows(X + first, Rows, new Span<T>(Y + first, Math.Min(ColumnBlock, Width - first)));
        }

        private readonly void AddRows(T* x, int rows, Span<T> y)
        {
            if (rows > RowBlock)
            {
                var half = rows / 2;
                Span<T> second = stackalloc T[y.Length];
                AddRows(x, half, y);
                AddRows(x + (nint)half * Width, rows - half, second);
                TensorPrimitives.Add(y, second, y);
                return;
            }
            y.Clear();
            for (var i = 0; i < rows; i++) TensorPrimitives.Add(y, new ReadOnlySpan<T>(x + (nint)i * Width, y.Length), y);
        }
    }

    private struct ChannelJob<T> : IParallelJob where T : unmanaged, INumber<T>
    {
        internal const int PerPart = 8;

        internal T* X, Y;
        internal int Count, Channels, Plane;

        public readonly void Run(int part)
        {
            for (var c = part * PerPart; c < Math.Min((part + 1) * PerPart, Channels); c++)
            {
                double total = 0;
                for (var start = (long)c * Plane; start < Count; start += (long)Channels * Plane) total += OfBlocks(new ReadOnlySpan<T>(X + start, Plane));
                Y[c] = T.CreateTruncating(total);
            }
        }
    }
}
