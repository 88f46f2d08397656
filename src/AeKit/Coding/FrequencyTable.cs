using System.Buffers.Binary;

namespace AeKit.Coding;

/// <summary>
/// The probabilities of integers as whole numbers that sum to 2²⁰, which an encoder and a decoder on any two machines agree on.
/// It covers a range of integers; one more entry, the escape, stands for all others, so that every integer can be coded.
/// </summary>
/// <example><code>
/// var table = FrequencyTable.FromCounts(indices);     // indices: int[]
/// var encoder = new RangeEncoder();
/// foreach (var index in indices) encoder.Encode(table, index);
/// byte[] bytes = encoder.Finish();
/// </code></example>
public sealed class FrequencyTable
{
    /// <summary>The sum of all frequencies is 2 to this.</summary>
    internal const int Precision = 20;

    private const int MaximumSymbols = 1 << 16;

    // _starts[i] is the sum of the frequencies before entry i; the last entry is the escape.
    private readonly uint[] _starts;

    private FrequencyTable(int first, uint[] starts)
    {
        First = first;
        _starts = starts;
    }

    /// <summary>The least integer with an entry of its own.</summary>
    public int First { get; }

    /// <summary>The largest integer with an entry of its own.</summary>
    public int Last => First + _starts.Length - 3;

    internal int Escape => _starts.Length - 2;

    /// <summary>Frequencies as near to given probabilities as whole numbers can be, none of them zero.</summary>
    /// <param name="first">The integer that the first probability belongs to.</param>
    /// <param name="probabilities">Of first, first + 1, …; what they lack to 1 is that of the escape. At most 65536.</param>
    /// <exception cref="ArgumentException">None or too many, one that is negative or not a number, or a sum above 1.</exception>
    public static FrequencyTable FromProbabilities(int first, IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Count is 0 or > MaximumSymbols)
        {
            throw new ArgumentException($"A table has 1 to {MaximumSymbols} probabilities; got {probabilities.Count}. Quantise with a larger step.", nameof(probabilities));
        }

        var sum = 0.0;
        foreach (var p in probabilities)
        {
            sum += p >= 0 ? p : throw new ArgumentException($"A probability is not negative; got {p}.", nameof(probabilities));
        }

        if (!(sum <= 1 + 1e-9))
        {
            throw new ArgumentException($"Probabilities sum to 1 at most; got {sum}.", nameof(probabilities));
        }

        // Every entry has 1, and a share of what is left; what rounding leaves goes to the likeliest, where it changes least.
        var shared = (1u << Precision) - (uint)probabilities.Count - 1;
        double[] all = [.. probabilities, Math.Max(0, 1 - sum)];
        var frequencies = all.Select(p => 1 + (uint)Math.Min(p * shared, shared)).ToArray();
        var likeliest = Array.IndexOf(all, all.Max());
        frequencies[likeliest] += (1u << Precision) - (uint)frequencies.Sum(f => (long)f);

        var starts = new uint[frequencies.Length + 1];
        for (var i = 0; i < frequencies.Length; i++)
        {
            starts[i + 1] = starts[i] + frequencies[i];
        }

        return new FrequencyTable(first, starts);
    }

    /// <summary>The frequencies that integers have in a sample.</summary>
    /// <param name="values">At least one; their largest and least may differ by 65535.</param>
    /// <exception cref="ArgumentException">No values, or too wide a range.</exception>
    public static FrequencyTable FromCounts(IReadOnlyCollection<int> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("Frequencies need at least one value.", nameof(values));
        }

        var (first, last) = (values.Min(), values.Max());
        if ((long)last - first >= MaximumSymbols)
        {
            throw new ArgumentException($"The values range from {first} to {last}, and a table has room for {MaximumSymbols}. Quantise with a larger step.", nameof(values));
        }

        var counts = new double[last - first + 1];
        foreach (var value in values)
        {
            counts[value - first]++;
        }

        return FromProbabilities(first, [.. counts.Select(c => c / values.Count)]);
    }

    /// <summary>−log₂ of the probability that the table gives to an integer: what it costs to code it, in bits. For integers outside the range the bits of the escape code.</summary>
    public double Bits(int value)
    {
        var entry = EntryOf(value);
        var bits = Precision - Math.Log2(Size(entry));
        return entry == Escape ? bits + 2 * Math.Floor(Math.Log2(Excess(value))) + 1 : bits;
    }

    internal int EntryOf(int value) => value >= First && value <= Last ? value - First : Escape;

    internal uint Start(int entry) => _starts[entry];

    internal uint Size(int entry) => _starts[entry + 1] - _starts[entry];

    internal int EntryAt(uint position)
    {
        var index = Array.BinarySearch(_starts, position);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>How far outside an integer is, from 1: odd numbers above the range, even ones below.</summary>
    internal ulong Excess(int value) => value > Last ? 2 * (ulong)((long)value - Last) - 1 : 2 * (ulong)((long)First - value);

    internal long FromExcess(ulong excess) => excess % 2 == 1 ? Last + (long)((excess + 1) / 2) : First - (long)(excess / 2);

    internal byte[] ToBytes()
    {
        var bytes = new byte[4 * (_starts.Length + 1)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, First);
        for (var i = 0; i < _starts.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * (i + 1)), _starts[i]);
        }

        return bytes;
    }
}
