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

    internal Grouping(Tensor x, ReadOnlySpan<long> dims, string operation)
    {
        var rank = x.Layout.Rank;
        var isReduced = new bool[rank];
        if (dims.IsEmpty) isReduced.AsSpan().Fill(true);
        foreach (var dim in dims)
        {
            var d = Shape.Dimension(dim, rank, operation);
            if (rank == 0) continue;
            if (isReduced[d]) throw new ArgumentException($"{operation}: dimension {d} appears twice.");
            isReduced[d] = true;
        }

        Kept = new long[rank];
        List<long> squeezed = [];
        var (first, last, reduced) = (rank, -1, 1L);
        for (var i = 0; i < rank; i++)
        {
            Kept[i] = isReduced[i] ? 1 : x.Layout.Sizes[i];
            if (!isReduced[i])
            {
                squeezed.Add(x.Layout.Sizes[i]);
                continue;
            }
            reduced *= x.Layout.Sizes[i];
            first = Math.Min(first, i);
            last = i;
        }
        Squeezed = [.. squeezed];
        Reduced = (int)reduced;

        var neighbours = true;
        for (var i = first; i <= last; i++) neighbours &= isReduced[i];
        if (neighbours && (x.Layout.IsContiguous || rank < 2))
        {
            _copied = !x.Layout.IsContiguous;
            Tensor = _copied ? Copy.Packed(x, x.dtype) : x;
            Inner = 1;
            for (var i = last + 1; i < rank && last >= 0; i++) Inner *= (int)x.Layout.Sizes[i];
        }
        else
        {
            Tensor = MovedToEnd(x, isReduced);
            _copied = true;
            Inner = 1;
        }
        var kept = 1L;
        foreach (var size in Squeezed) kept *= size;
        Outer = (int)(kept / Math.Max(Inner, 1));
    }

    internal Tensor Tensor { get; }
    internal int Outer { get; }
    internal int Reduced { get; }
    internal int Inner { get; }

    /// <summary>The result's shape with reduced dimensions kept as 1.</summary>
    internal long[] Kept { get; }

    /// <summary>The result's shape without the reduced dimensions.</summary>
    internal long[] Squeezed { get; }

    internal long[] ResultSizes(bool keepdim) => keepdim ? Kept : Squeezed;

    public void Dispose()
    {
        if (_copied) Tensor.Dispose();
    }

    private static Tensor MovedToEnd(Tensor x, bool[] isReduced)
    {
        List<int> order = [];
        for (var i = 0; i < isReduced.Length; i++) if (!isReduced[i]) order.Add(i);
        for (var i = 0; i < isReduced.Length; i++) if (isReduced[i]) order.Add(i);
        var sizes = order.Select(i => x.Layout.Sizes[i]).ToArray();
        var strides = order.Select(i => x.Layout.Strides[i]).ToArray();
        using var view = x.ViewAs(Layout.Strided(sizes, strides, x.Layout.Offset));
        return Copy.Packed(view, x.dtype);
    }
}
