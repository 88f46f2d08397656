namespace AeKit.Coding;

/// <summary>Reads what a <see cref="RangeEncoder"/> wrote, given the same tables in the same order.</summary>
/// <example><code>
/// var decoder = new RangeDecoder(bytes);
/// int first = decoder.Decode(table);                  // 3
/// int second = decoder.Decode(table);                 // -1
/// </code></example>
public sealed class RangeDecoder
{
    private readonly byte[] _bytes;
    private int _position;

    // The number that the bytes spell, less the lower end of the current interval.
    private ulong _offset;
    private ulong _range = ulong.MaxValue;

    /// <param name="bytes">What <see cref="RangeEncoder.Finish"/> gave.</param>
    public RangeDecoder(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _bytes = bytes;
        for (var i = 0; i < 8; i++)
        {
            _offset = (_offset << 8) | Next();
        }
    }

    /// <summary>The next integer. How many there are is for the caller to know: behind the last come meaningless ones.</summary>
    /// <param name="table">The table that it was encoded with.</param>
    /// <exception cref="InvalidDataException">The bytes cannot come from an encoder with these tables.</exception>
    public int Decode(FrequencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var entry = table.EntryAt(Position(FrequencyTable.Precision));
        Narrow(table.Start(entry), table.Size(entry), FrequencyTable.Precision);
        if (entry != table.Escape)
        {
            return table.First + entry;
        }

        var value = table.FromExcess(DecodeGamma());
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Damaged();
    }

    private ulong DecodeGamma()
    {
        var length = 0;
        while (DecodeBit() == 0)
        {
            if (++length > 33)
            {
                throw Damaged();
            }
        }

        var value = 1UL;
        for (var i = 0; i < length; i++)
        {
            value = (value << 1) | DecodeBit();
        }

        return value;
    }

    private uint DecodeBit()
    {
        var bit = Position(1);
        Narrow(bit, 1, 1);
        return bit;
    }

    private uint Position(int totalBits)
    {
        var position = _offset / (_range >> totalBits);
        return position < 1UL << totalBits ? (uint)position : throw Damaged();
    }

    private void Narrow(uint start, uint size, int totalBits)
    {
        var unit = _range >> totalBits;
        _offset -= unit * start;
        _range = unit * size;
        while (_range < 1UL << RangeEncoder.MinimumRangeBits)
        {
            _offset = (_offset << 8) | Next();
            _range <<= 8;
        }
    }

    private byte Next() => _position < _bytes.Length ? _bytes[_position++] : (byte)0;

    private static InvalidDataException Damaged() =>
        new("These bytes do not come from a range encoder with the same frequency tables: they are damaged, or the tables are others.");
}
