namespace TorchSharp.Tensors;

/// <summary>Shape, strides and offset (in elements) of a tensor within its storage. Immutable and shared.</summary>
internal sealed class Layout
{
    // A computation that is repeated has few shapes: each thread remembers the last ones, two per hash.
    private const int RememberedBits = 8;

    [ThreadStatic] private static Layout?[]? _recent;

    private Layout(long[] sizes, long[] strides, int offset)
    {
        Sizes = sizes;
        Strides = strides;
        Offset = offset;
        long count = 1;
        foreach (var size in sizes) count = checked(count * size);
        if (count > int.MaxValue)
            throw new ArgumentException($"A tensor of shape {Shape.Text(sizes)} has more than 2³¹ elements, more than this engine allows.");
        Count = (int)count;
        IsContiguous = Count == 0 || HasContiguousStrides(sizes, strides);
    }

    internal long[] Sizes { get; }
    internal long[] Strides { get; }
    internal int Offset { get; }
    internal int Count { get; }
    internal bool IsContiguous { get; }
    internal int Rank => Sizes.Length;

    /// <summary>Whether several elements are the same memory.</summary>
    internal bool IsExpanded
    {
        get
        {
            for (var i = 0; i < Rank; i++)
                if (Strides[i] == 0 && Sizes[i] > 1) return true;
            return false;
        }
    }

    internal static Layout Contiguous(ReadOnlySpan<long> sizes)
    {
        uint hash = 0;
        foreach (var size in sizes) hash = (hash ^ (uint)size) * 0x9E3779B1;
        var pair = (_recent ??= new Layout?[2 << RememberedBits]).AsSpan((int)(hash >> (32 - RememberedBits)) * 2, 2);
        foreach (var known in pair)
            if (known is not null && sizes.SequenceEqual(known.Sizes)) return known;
        foreach (var size in sizes)
            if (size < 0) throw new ArgumentException($"A tensor cannot have the negative size {size} (shape {Shape.Text(sizes)}).");
        pair[1] = pair[0];
        return pair[0] = new Layout(sizes.ToArray(), ContiguousStrides(sizes), 0);
    }

    internal static Layout Strided(long[] sizes, long[] strides, long offset) => new(sizes, strides, (int)offset);

    /// <summary>The same elements in another shape; this layout must be contiguous.</summary>
    internal Layout Reshaped(ReadOnlySpan<long> sizes)
        => Offset == 0 ? Contiguous(sizes) : new Layout(sizes.ToArray(), ContiguousStrides(sizes), Offset);

    /// <summary>The same shape laid out row by row from the start of its storage.</summary>
    internal Layout Packed() => IsContiguous && Offset == 0 ? this : Contiguous(Sizes);

    internal static long[] ContiguousStrides(ReadOnlySpan<long> sizes)
    {
        var strides = new long[sizes.Length];
        long stride = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(sizes[i], 1);
        }
        return strides;
    }

    private static bool HasContiguousStrides(long[] sizes, long[] strides)
    {
        long expected = 1;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 1) continue;
            if (strides[i] != expected) return false;
            expected *= sizes[i];
        }
        return true;
    }
}
