using System.Security.Cryptography;

namespace AeKit.Coding;

/// <summary>
/// Rows of integers as bytes, with a frequency table for each column: a checksum of 4 bytes, the number of rows, and what a
/// range encoder makes of the rows. The checksum covers the tables as well, so that bytes are not read with others.
/// </summary>
internal static class CodeStream
{
    private const int ChecksumLength = 4;

    /// <param name="values">Row by row.</param>
    /// <param name="tables">One for each column.</param>
    public static byte[] Write(int[] values, FrequencyTable[] tables)
    {
        var encoder = new RangeEncoder();
        for (var i = 0; i < values.Length; i++)
        {
            encoder.Encode(tables[i % tables.Length], values[i]);
        }

        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write7BitEncodedInt(values.Length / tables.Length);
        writer.Write(encoder.Finish());
        writer.Flush();
        var body = content.ToArray();
        return [.. Checksum(body, tables), .. body];
    }

    /// <summary>The values, row by row.</summary>
    /// <exception cref="InvalidDataException">Damaged bytes, or other tables.</exception>
    public static int[] Read(byte[] bytes, FrequencyTable[] tables)
    {
        if (bytes.Length <= ChecksumLength || !bytes.AsSpan(0, ChecksumLength).SequenceEqual(Checksum(bytes[ChecksumLength..], tables)))
        {
            throw new InvalidDataException(
                $"These {bytes.Length} bytes are damaged, or were compressed by another model or before its weights changed: decompress all the bytes that Compress gave, with the same weights.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes[ChecksumLength..]));
        var values = new int[reader.Read7BitEncodedInt() * tables.Length];
        var decoder = new RangeDecoder(reader.ReadBytes(bytes.Length));
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = decoder.Decode(tables[i % tables.Length]);
        }

        return values;
    }

    private static byte[] Checksum(byte[] body, FrequencyTable[] tables) =>
        SHA256.HashData([.. tables.SelectMany(table => table.ToBytes()), .. body])[..ChecksumLength];
}
