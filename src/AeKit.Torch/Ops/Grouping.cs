using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>
/// How a reduction over some dimensions reads a tensor: as [outer, reduced, inner], contiguous. Dimensions that are
/// not neighbours are first moved to the end.
/// </summary>
internal readonly ref struct Grouping
{
    private readonly bool _copied;

    internal Grouping(Tensor x, ReadOnlySpan<long> dims, bool keepdim, string operation)
    {
        var rank = x.Layout.Rank;
        Span<bool> isReduced = stackalloc bool[rank];
        isReduced.Fill(dims.IsEmpty);
        foreach (var dim in dims)
        {
            var d = Shape.Dimension(dim, rank, operation);
            if (rank == 0) continue;
            if (isReduced[d]) throw new ArgumentException($"{operation}: dimension {d} appears twice.");
            isReduced[d] = true;
        }

        Span<long> kept = stackalloc long[rank];
        Span<long> squeezed = stackalloc long[rank];
        var (first, last, reduced, remaining) = (rank, -1, 1L, 0);
        for (var i = 0; i < rank; i++)
        {
            var size = x.Layout.Sizes[i];
            kept[i] = isReduced[i] ? 1 : size;
            if (!isReduced[i])
            {
                squeezed[remaining++] = size;
                continue;
            }
            reduced *= size;
            first = Math.Min(first, i);
            last = i;
        }
        Kept = Layout.Contiguous(kept);
        Result = keepdim ? Kept : Layout.Contiguous(squeezed[..remaining]);
        Reduced = (int)reduced;

        var neighbours = true;
        for (var i = first; i <= last; i++) neighbours &= isReduced[i];
        Inner = 1;
        if (neighbours && (x.Layout.IsContiguous || rank < 2))
        {
            _copied = !x.Layout.IsContiguous;
            Tensor = _copied ? Copy.Packed(x, x.dtype) : x;
            for (var i = last + 1; i < rank && last >= 0; i++) Inner *= (int)x.Layout.Sizes[i];
        }
        else
        {
            Tensor = MovedToEnd(x, isReduced);
            _copied = true;
        }
        Outer = Result.Count / Math.Max(Inner, 1);
    }

    internal Tensor Tensor { get; }
    internal int Outer { get; }
    internal int Reduced { get; }
    internal int Inner { get; }

    /// <summary>The result's layout with reduced dimensions kept as 1.</summary>
    internal Layout Kept { get; }

    /// <summary>The result's layout.</summary>
    internal Layout Result { get; }

    public void Dispose()
    {
        if (_copied) Tensor.Dispose();
    }

    private static Tensor MovedToEnd(Tensor x, ReadOnlySpan<bool> isReduced)
    {
        var (sizes, strides) = (new long[isReduced.Length], new long[isReduced.Length]);
        var at = 0;
        foreach (var last in (ReadOnlySpan<bool>)[false, true])
            for (var i = 0; i < isReduced.Length; i++)
                if (isReduced[i] == last) (sizes[at], strides[at++]) = (x.Layout.Sizes[i], x.Layout.Strides[i]);
        using var view = x.Relaid(Layout.Strided(sizes, strides, x.Layout.Offset));
        return Copy.Packed(view, x.dtype);
    }
}
