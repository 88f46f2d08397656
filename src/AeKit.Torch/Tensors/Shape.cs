namespace TorchSharp.Tensors;

/// <summary>Rules about shapes: dimension numbers, broadcasting, inferred sizes.</summary>
internal static class Shape
{
    internal static string Text(ReadOnlySpan<long> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";

    /// <summary>Turns a dimension that may count from the end (−1 is the last) into 0 … rank−1.</summary>
    internal static int Dimension(long dim, int rank, string operation)
    {
        var least = Math.Max(rank, 1);
        if (dim < -least || dim >= least)
            throw new ArgumentOutOfRangeException(nameof(dim), dim,
                $"{operation}: dimension {dim} is out of range for a tensor of {rank} dimensions; expected {-least} … {least - 1}.");
        return (int)(dim < 0 ? dim + least : dim);
    }

    internal static bool Same(ReadOnlySpan<long> a, ReadOnlySpan<long> b) => a.SequenceEqual(b);

    /// <summary>The common shape of two operands: aligned at the right, sizes must be equal or one of them 1.</summary>
    internal static long[] Broadcast(long[] a, long[] b, string operation)
    {
        var rank = Math.Max(a.Length, b.Length);
        var result = new long[rank];
        for (var i = 1; i <= rank; i++)
        {
            var x = i <= a.Length ? a[^i] : 1;
            var y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1)
                throw new ArgumentException(
                    $"{operation}: shapes {Text(a)} and {Text(b)} do not match: counted from the right, dimension {-i} is {x} and {y}; sizes must be equal, or one of them 1 (broadcasting).");
            result[^i] = x == 1 ? y : x;
        }
        return result;
    }

    /// <summary>Copies <paramref name="requested"/> into <paramref name="sizes"/> with one −1 replaced by the size that makes the element count fit.</summary>
    internal static void Infer(ReadOnlySpan<long> requested, ReadOnlySpan<long> current, long count, string operation, Span<long> sizes)
    {
        requested.CopyTo(sizes);
        var unknown = -1;
        long known = 1;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == -1)
            {
                if (unknown >= 0) throw new ArgumentException($"{operation}: only one size may be -1, got {Text(requested)}.");
                unknown = i;
            }
            else
            {
                if (sizes[i] < 0) throw new ArgumentException($"{operation}: size {sizes[i]} in {Text(requested)} is negative.");
                known *= sizes[i];
            }
        }
        if (unknown >= 0 && known > 0 && count % known == 0) sizes[unknown] = count / known;
        else if (unknown >= 0 || known != count)
            throw new ArgumentException(
                $"{operation}: a tensor of shape {Text(current)} has {count} elements and cannot take shape {Text(requested)}; the products of the sizes must be equal.");
    }
}
