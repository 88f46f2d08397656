using System.Numerics;
using System.Runtime.InteropServices;

namespace AeKit.Coding;

/// <summary>
/// Codes integers in as many bits as their probabilities say, all together in one long number: the interval [low, low + range)
/// shrinks with each integer to the part that is its probability's (Martin, "Range encoding", 1979). In whole-number
/// arithmetic only, so that the bytes are the same on every machine.
/// </summary>
/// <example><code>
/// var encoder = new RangeEncoder();
/// encoder.Encode(table, 3);
/// encoder.Encode(table, -1);
/// byte[] bytes = encoder.Finish();
/// </code></example>
public sealed class RangeEncoder
{
    internal const int MinimumRangeBits = 48;

    private readonly List<byte> _bytes = [];
    private ulong _low;
    private ulong _range = ulong.MaxValue;

    /// <summary>Appends an integer.</summary>
    /// <param name="table">The probabilities that the decoder will know too when it is this integer's turn.</param>
    /// <param name="value">Any integer. One outside the table's range costs the escape and about 2 log₂ of its distance in bits.</param>
    public void Encode(FrequencyTable table, int value)
    {
        ArgumentNullException.ThrowIfNull(table);
        var entry = table.EntryOf(value);
        Narrow(table.Start(entry), table.Size(entry), FrequencyTable.Precision);
        if (entry == table.Escape)
        {
            EncodeGamma(table.Excess(value));
        }
    }

    /// <summary>The bytes: the shortest number in the final interval. The encoder then starts anew.</summary>
    public byte[] Finish()
    {
        // Cut off as many low bits as the interval allows, rounding up into it.
        for (var bits = 56; ; bits -= 8)
        {
            var mask = (1UL << bits) - 1;
            var rounding = (~_low + 1) & mask;
            if (rounding < _range)
            {
                Add(rounding);
                break;
            }
        }

        for (; _low != 0; _low <<= 8)
        {
            _bytes.Add((byte)(_low >> 56));
        }

        // The decoder reads zeros behind the end.
        var length = _bytes.FindLastIndex(b => b != 0) + 1;
        byte[] result = [.. _bytes.Take(length)];
        _bytes.Clear();
        _range = ulong.MaxValue;
        return result;
    }

    // Elias's gamma code: n zeros and a one for a number of n + 1 bits, then its lower n bits.
    private void EncodeGamma(ulong value)
    {
        var length = BitOperations.Log2(value);
        for (var i = 0; i < length; i++)
        {
            Narrow(0, 1, 1);
        }

        Narrow(1, 1, 1);
        for (var i = length - 1; i >= 0; i--)
        {
            Narrow((uint)(value >> i) & 1, 1, 1);
        }
    }

    private void Narrow(uint start, uint size, int totalBits)
    {
        var unit = _range >> totalBits;
        Add(unit * start);
        _range = unit * size;
        while (_range < 1UL << MinimumRangeBits)
        {
            _bytes.Add((byte)(_low >> 56));
            _low <<= 8;
            _range <<= 8;
        }
    }

    private void Add(ulong amount)
    {
        _low += amount;
        if (_low >= amount)
        {
            return;
        }

        // The sum has outgrown 64 bits: carry into the bytes that are out already.
        var i = _bytes.Count - 1;
        while (++CollectionsMarshal.AsSpan(_bytes)[i] == 0)
        {
            i--;
        }
    }
}
