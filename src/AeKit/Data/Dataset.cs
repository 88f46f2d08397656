using AeKit.Formatting;
using AeKit.Plots;
using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>
/// Examples to learn from: one row of features each, labels if there are any, and what they are and where they come from.
/// </summary>
/// <remarks>
/// The data set owns its tensors, independently of the dispose scope it was made in. <see cref="Dispose"/> frees them
/// at once; a data set that is simply forgotten is freed by the garbage collector.
/// </remarks>
[TypeFormatterSource(typeof(DatasetFormatterSource), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.PlainText])]
public sealed class Dataset : IDisposable
{
    /// <summary>Takes over the tensors.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="features">float32 (N, …), N ≥ 1; each example is flattened to D values.</param>
    /// <param name="labels">int64 (N), or null.</param>
    /// <param name="exampleShape">The shape of one example, D values; by default what follows N in <paramref name="features"/>.</param>
    /// <param name="valueRange">The least and greatest value the features can have; by default those they do have.</param>
    /// <param name="source">Origin and licence.</param>
    /// <exception cref="ArgumentException">A wrong type, no example, or shapes that do not agree.</exception>
    public Dataset(
        string name,
        Tensor features,
        Tensor? labels = null,
        long[]? exampleShape = null,
        (double Min, double Max)? valueRange = null,
        string source = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(features);
        long[] shape = features.shape;
        if (features.dtype != ScalarType.Float32)
            throw new ArgumentException($"{name}: features must be Float32, not {features.dtype}; convert them with to_type(ScalarType.Float32).", nameof(features));
        if (shape.Length < 2 || features.numel() == 0)
            throw new ArgumentException($"{name}: features must be a non-empty (N, …), not ({string.Join(", ", shape)}).", nameof(features));
        if (labels is not null && (labels.dtype != ScalarType.Int64 || labels.shape is not [var n] || n != shape[0]))
            throw new ArgumentException($"{name}: labels must be Int64 ({shape[0]}), one per example, not {labels.dtype} ({string.Join(", ", labels.shape)}).", nameof(labels));
        long width = features.numel() / shape[0];
        ExampleShape = exampleShape ?? shape[1..];
        if (ExampleShape.Aggregate(1L, (product, size) => product * size) != width)
            throw new ArgumentException($"{name}: an example of {width} values does not have the shape {string.Join('×', ExampleShape)}.", nameof(exampleShape));

        (Name, Source) = (name, source);
        Count = checked((int)shape[0]);
        Features = features.reshape(shape[0], width).DetachFromDisposeScope();
        Labels = labels?.DetachFromDisposeScope();
        ValueRange = valueRange ?? RangeOf(Features);
    }

    /// <summary>What the data are called.</summary>
    public string Name { get; }

    /// <summary>The examples, float32 (N, D).</summary>
    public Tensor Features { get; }

    /// <summary>The classes of the examples, int64 (N), or null.</summary>
    public Tensor? Labels { get; }

    /// <summary>The number of examples, N.</summary>
    public int Count { get; }

    /// <summary>The number of values of an example, D.</summary>
    public int FeatureCount => (int)Features.shape[1];

    /// <summary>The shape of an example before it was flattened, such as 8×8; its product is D.</summary>
    public long[] ExampleShape { get; }

    /// <summary>The least and greatest value that features have or, where that is known, can have.</summary>
    public (double Min, double Max) ValueRange { get; }

    /// <summary>Where the data come from, and their licence.</summary>
    public string Source { get; }

    /// <summary>The first <paramref name="count"/> examples, and the rest. The order stays.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Either part would be empty.</exception>
    public (Dataset Train, Dataset Test) Split(int count)
    {
        if (count <= 0 || count >= Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"{Name} has {Count} examples; split after 1 to {Count - 1} of them.");
        return (Part([.. Enumerable.Range(0, count)], "train"), Part([.. Enumerable.Range(count, Count - count)], "test"));
    }

    /// <summary>A random part of the examples, and the rest.</summary>
    /// <param name="fraction">The share of the first part, in (0, 1).</param>
    /// <param name="seed">Seeds a generator of its own: the same seed always gives the same parts, and the global generator is left alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either part would be empty.</exception>
    public (Dataset Train, Dataset Test) Split(double fraction, long seed)
    {
        int count = fraction is > 0 and < 1 ? (int)Math.Round(fraction * Count) : 0;
        if (count <= 0 || count >= Count)
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, $"{Name} has {Count} examples; the fraction must leave at least one in each part.");
        using var generator = new Generator((ulong)seed);
        int[] order = Permutation(generator);
        return (Part(order[..count], "train"), Part(order[count..], "test"));
    }

    /// <summary>The first <paramref name="count"/> examples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than there are.</exception>
    public Dataset Take(int count) => count >= 1 && count <= Count
        ? Part([.. Enumerable.Range(0, count)], null)
        : throw new ArgumentOutOfRangeException(nameof(count), count, $"{Name} has {Count} examples; take 1 to {Count} of them.");

    /// <summary>The examples at the given positions, in that order; a position may come more than once.</summary>
    /// <exception cref="ArgumentException">No positions, or one outside 0 … N − 1.</exception>
    public Dataset Select(IEnumerable<int> indices)
    {
        int[] chosen = [.. indices];
        if (chosen.Length == 0)
            throw new ArgumentException($"Select at least one of the {Count} examples of {Name}.", nameof(indices));
        int bad = Array.FindIndex(chosen, index => index < 0 || index >= Count);
        if (bad >= 0)
            throw new ArgumentException($"{Name} has {Count} examples; there is none at position {chosen[bad]}.", nameof(indices));
        return Part(chosen, null);
    }

    /// <summary>
    /// The examples in batches, each example once. Shuffled, the order is <c>torch.randperm</c> of the global
    /// generator, drawn anew by every <c>foreach</c>: <c>torch.manual_seed</c> fixes it.
    /// </summary>
    /// <param name="batchSize">Examples per batch; the last one may have fewer.</param>
    /// <param name="shuffle">Random order; otherwise the order of the data.</param>
    /// <param name="dropLast">Leaves a smaller last batch out.</param>
    /// <returns>
    /// Batches of copies. Each is freed when the next is drawn, as TorchSharp's DataLoader does; to keep one longer,
    /// <c>clone()</c> its tensors.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A batch size below 1.</exception>
    public IEnumerable<Batch> Batches(int batchSize, bool shuffle = true, bool dropLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        return Draw();

        IEnumerable<Batch> Draw()
        {
            int[] order = shuffle ? Permutation(null) : [.. Enumerable.Range(0, Count)];
            int end = dropLast ? Count - (Count % batchSize) : Count;
            for (int start = 0; start < end; start += batchSize)
            {
                Batch batch = Gather(order.AsSpan(start, Math.Min(batchSize, end - start)));
                yield return batch;
                batch.Dispose();
            }
        }
    }

    /// <summary>The first examples as pictures, with their labels, if an example is a grey or RGB image.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="columns">Pictures per row.</param>
    /// <exception cref="InvalidOperationException">An example is not of shape (H, W), (1, H, W) or (3, H, W).</exception>
    public Figure Preview(int count = 20, int columns = 10)
    {
        if (ImageSize is not var (channels, height, width))
            throw new InvalidOperationException($"{Name}: an example of shape {string.Join('×', ExampleShape)} is not an image.");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using Dataset first = Take(Math.Min(count, Count));
        return Plot.Images(
            first.Features.ToArray(), height, width, columns, captions: first.Labels?.ToInt64Array(), channels: channels, min: ValueRange.Min, max: ValueRange.Max);
    }

    /// <summary>Frees the tensors; the data set cannot be used any more.</summary>
    public void Dispose()
    {
        Features.Dispose();
        Labels?.Dispose();
    }

    /// <summary>One line: name, number and shape of the examples, range of the values, number of classes.</summary>
    public override string ToString()
    {
        string classes = Labels is null ? "" : $", {Labels.ToInt64Array().Distinct().Count()} classes";
        return $"{Name}: {Count} examples of {string.Join('×', ExampleShape)} in [{ValueRange.Min:0.####}, {ValueRange.Max:0.####}]{classes}";
    }

    internal (int Channels, int Height, int Width)? ImageSize => ExampleShape switch
    {
        [var h and > 1, var w and > 1] => (1, (int)h, (int)w),
        [var c and (1 or 3), var h and > 1, var w and > 1] => ((int)c, (int)h, (int)w),
        _ => null,
    };

    private Dataset Part(int[] indices, string? suffix)
    {
        Batch part = Gather(indices);
        return new Dataset(suffix is null ? Name : $"{Name} ({suffix})", part.X, part.Labels, ExampleShape, ValueRange, Source);
    }

    private Batch Gather(ReadOnlySpan<int> indices)
    {
        var positions = new long[indices.Length];
        for (int i = 0; i < positions.Length; i++)
            positions[i] = indices[i];
        using Tensor index = tensor(positions);
        return new Batch(Features.index_select(0, index), Labels?.index_select(0, index));
    }

    private int[] Permutation(Generator? generator)
    {
        using Tensor order = randperm(Count, generator: generator);
        return [.. order.ToInt64Array().Select(position => (int)position)];
    }

    private static (double Min, double Max) RangeOf(Tensor features)
    {
        float[] values = features.ToArray();
        return (values.Min(), values.Max());
    }
}
