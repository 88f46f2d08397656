using TorchSharp.Autograd;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>Rows of a table by number; the gradient of a row is the sum over the places that asked for it.</summary>
internal static class Embedding
{
    /// <summary>y[i, …, :] = weight[index[i, …], :]. The row <paramref name="paddingRow"/> gets no gradient; with <paramref name="scaleByFrequency"/> each row gets the mean instead of the sum.</summary>
    internal static Tensor Lookup(Tensor weight, Tensor index, long? paddingRow, bool scaleByFrequency)
    {
        using var flat = Flat(weight, index);
        using var table = weight.detach();
        using var rows = Gather.Select(table, 0, flat);
        var y = rows.reshape([.. index.Layout.Sizes, weight.Layout.Sizes[1]]);
        if (!GradMode.Records(weight)) return y;
        using var scales = Scales(weight, flat, paddingRow, scaleByFrequency);
        return y.ComputedBy(new EmbeddingNode(weight, flat, scales));
    }

    /// <summary>Scales down, in place, those of the rows asked for whose p-norm exceeds <paramref name="maxNorm"/>.</summary>
    internal static void Renormalise(Tensor weight, Tensor index, double maxNorm, double p)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        using var flat = Flat(weight, index);
        foreach (var row in new SortedSet<long>(flat.Span<long>().ToArray()))
        {
            var values = weight.select(0, row);
            using var wide = new Dense(values, torch.ScalarType.Float64);
            var norm = Norm(wide.Span<double>(), p);
            // PyTorch's margin: a row brought to the limit is not touched again because of rounding.
            if (norm > maxNorm) values.mul_(maxNorm / (norm + 1e-7));
        }
    }

    private static double Norm(ReadOnlySpan<double> values, double p)
    {
        double sum = 0, largest = 0;
        foreach (var value in values)
        {
            sum += Math.Pow(Math.Abs(value), p);
            largest = Math.Max(largest, Math.Abs(value));
        }
        return double.IsPositiveInfinity(p) ? largest : Math.Pow(sum, 1 / p);
    }

    /// <summary>The index as one packed row of Int64, each within the table.</summary>
    private static Tensor Flat(Tensor weight, Tensor index)
    {
        if (index.dtype is not (torch.ScalarType.Int64 or torch.ScalarType.Int32))
            throw new ArgumentException($"embedding: the index must be Int64 or Int32, not {index.dtype}.");
        using var dense = new Dense(index, torch.ScalarType.Int64);
        var flat = Tensor.Empty(Layout.Contiguous([index.Layout.Count]), torch.ScalarType.Int64, tracked: false);
        dense.Span<long>().CopyTo(flat.Span<long>());
        var rows = weight.Layout.Sizes[0];
        foreach (var row in flat.Span<long>())
            if (row < 0 || row >= rows)
                throw new ArgumentOutOfRangeException(nameof(index), row, $"embedding: index {row} is out of range for a table of {rows} rows, {Shape.Text(weight.Layout.Sizes)}; indices go from 0 to {rows - 1}.");
        return flat;
    }

    /// <summary>By what the gradient at each place is multiplied, [places, 1], or null if by 1 everywhere.</summary>
    private static Tensor? Scales(Tensor weight, Tensor flat, long? paddingRow, bool byFrequency)
    {
        if (paddingRow is null && !byFrequency) return null;
        ReadOnlySpan<long> rows = flat.Span<long>();
        var counts = new int[weight.Layout.Sizes[0]];
        foreach (var row in rows) counts[row]++;
        var scales = new double[rows.Length];
        for (var i = 0; i < scales.Length; i++) scales[i] = rows[i] == paddingRow ? 0 : byFrequency ? 1.0 / counts[rows[i]] : 1;
        return torch.tensor(scales, [scales.Length, 1], weight.dtype);
    }
}

internal sealed class EmbeddingNode(Tensor weight, Tensor flat, Tensor? scales) : Node(weight)
{
    private readonly long[] _sizes = weight.Layout.Sizes;
    private SavedTensor _flat = new(flat);
    private SavedTensor _scales = new(scales);
    private readonly bool _scaled = scales is not null;

    internal override string Name => "embedding";

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
    {
        var rows = grad.reshape(-1, _sizes[1]);
        if (_scaled) rows = rows.mul(_scales.Unpack(this));
        inputGrads[0] = Gather.AddSlices(rows, _sizes, 0, _flat.Unpack(this));
    }

    internal override void Release()
    {
        _flat.Release();
        _scales.Release();
    }
}
