using AeKit.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Explorer;

/// <summary>The space of codes that is explored: its dimensions and their ranges, codes of examples, and where to begin.</summary>
/// <param name="Names">K names.</param>
/// <param name="Ranges">K ranges of the sliders.</param>
/// <param name="Codes">(N, K) codes of examples, row by row; none without data.</param>
/// <param name="Labels">(N) classes of the examples; null if they have none.</param>
/// <param name="ClassNames">Names of the classes that <paramref name="Labels"/> and a conditional model use.</param>
/// <param name="Total">How many examples the data have.</param>
/// <param name="Start">The code to begin with, (K).</param>
/// <param name="StartLabel">The class to begin with.</param>
/// <param name="StartExample">The example whose code that is; null if of none.</param>
/// <param name="Map">The two dimensions of the map; the same twice if there is only one.</param>
internal sealed record LatentSpace(
    IReadOnlyList<string> Names,
    IReadOnlyList<(float Low, float High)> Ranges,
    float[] Codes,
    int[]? Labels,
    IReadOnlyList<string> ClassNames,
    int Total,
    float[] Start,
    int StartLabel,
    int? StartExample,
    (int Horizontal, int Vertical) Map)
{
    private const int MostPoints = 1000;
    private const float PriorReach = 3;

    public int Size => Names.Count;

    public int PointCount => Codes.Length / Size;

    public static LatentSpace Of(
        ModelDecoder decoder, Dataset? data, IReadOnlyList<string>? names, IReadOnlyList<string>? classes, int? start, (int Horizontal, int Vertical)? map)
    {
        int size = decoder.LatentSize;
        if (names is not null && names.Count != size)
            throw new ArgumentException($"{decoder.Name} has {size} latent dimensions, so it needs as many names; got {names.Count}.", nameof(names));
        (int Horizontal, int Vertical) plane = map ?? (0, Math.Min(1, size - 1));
        if (plane.Horizontal < 0 || plane.Horizontal >= size || plane.Vertical < 0 || plane.Vertical >= size || (size > 1 && plane.Horizontal == plane.Vertical))
            throw new ArgumentException($"The map shows two different dimensions of 0 … {size - 1}; got {plane.Horizontal} and {plane.Vertical}.", nameof(map));
        if (start is { } position)
        {
            if (data is null)
                throw new ArgumentException("Example to start with: pass the data it is an example of.", nameof(start));
            if (position < 0 || position >= data.Count)
                throw new ArgumentException($"{data.Name} has {data.Count} examples; there is none at position {position}.", nameof(start));
        }

        int stride = data is null ? 1 : (data.Count + MostPoints - 1) / MostPoints;
        float[] codes = data is null ? [] : Encoded(decoder, data, Enumerable.Range(0, (data.Count + stride - 1) / stride).Select(i => i * stride));
        long[]? labels = data?.Labels?.ToInt64Array();
        int? example = start ?? (data is not null && decoder.Prior != Prior.Normal ? 0 : null);
        return new LatentSpace(
            names ?? [.. Enumerable.Range(1, size).Select(i => "z" + Subscript(i))],
            [.. Enumerable.Range(0, size).Select(k => Range(decoder, [.. codes.Where((_, i) => i % size == k)]))],
            codes,
            labels is null ? null : [.. labels.Where((_, i) => i % stride == 0).Select(label => checked((int)label))],
            ClassNamesOf(decoder, labels, classes),
            data?.Count ?? 0,
            example is { } index ? Encoded(decoder, data!, [index]) : Middle(decoder, size),
            example is { } labelled && labels is not null ? checked((int)labels[labelled]) : 0,
            example,
            plane);
    }

    private static float[] Encoded(ModelDecoder decoder, Dataset data, IEnumerable<int> examples)
    {
        using DisposeScope scope = NewDisposeScope();
        using Dataset chosen = data.Select(examples);
        float[] codes = decoder.Encode(chosen).ToArray();
        return codes.All(float.IsFinite)
            ? codes
            : throw new ArgumentException($"{decoder.Name}: the code of an example of {data.Name} is not a number; check the weights and the data for NaN.", nameof(data));
    }

    // Without data and without a prior nothing tells how large codes are; then three units are as good as any.
    private static (float Low, float High) Range(ModelDecoder decoder, float[] values)
    {
        (float Low, float High) prior = decoder.RangeOfActivation() ?? (-PriorReach, PriorReach);
        if (values.Length == 0)
            return prior;
        Array.Sort(values);
        if (decoder.IntegerCodes)
            return (values[0] - 1, values[^1] + 1);
        float low = Quantile(values, 0.005), high = Quantile(values, 0.995);
        float margin = 0.05f * (high - low);
        (low, high) = (low - margin, high + margin);
        if (decoder.Prior == Prior.Normal)
            return (Math.Min(low, -PriorReach), Math.Max(high, PriorReach));
        return high - low > 1e-6f ? (low, high) : (low - 1, high + 1);
    }

    private static float Quantile(float[] sorted, double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];

    private static float[] Middle(ModelDecoder decoder, int size)
    {
        (float low, float high) = decoder.RangeOfActivation() ?? (0, 0);
        return [.. Enumerable.Repeat((low + high) / 2, size)];
    }

    private static IReadOnlyList<string> ClassNamesOf(ModelDecoder decoder, long[]? labels, IReadOnlyList<string>? classes)
    {
        if (labels is not null && labels.Min() < 0)
            throw new ArgumentException($"Classes are 0, 1, …; a label is {labels.Min()}.", nameof(labels));
        int count = Math.Max(decoder.Classes, labels is null ? 0 : checked((int)labels.Max() + 1));
        if (classes is null)
            return [.. Enumerable.Range(0, count).Select(i => $"{i}")];
        return classes.Count >= count
            ? classes
            : throw new ArgumentException($"There are {count} classes, so {count} names are needed; got {classes.Count}.", nameof(classes));
    }

    private static string Subscript(int number) => string.Concat($"{number}".Select(digit => (char)('₀' + (digit - '0'))));
}
