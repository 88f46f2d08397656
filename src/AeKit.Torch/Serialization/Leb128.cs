namespace TorchSharp.Serialization;

/// <summary>Non-negative integers in as many bytes as they need, seven bits each, lowest first.</summary>
internal static class Leb128
{
    private const int LongestShift = 63;

    internal static void Write(BinaryWriter writer, long value)
    {
        for (; value > 0x7f; value >>= 7) writer.Write((byte)(value | 0x80));
        writer.Write((byte)value);
    }

    internal static long Read(BinaryReader reader)
    {
        long value = 0;
        for (var shift = 0; shift < LongestShift; shift += 7)
        {
            var part = reader.ReadByte();
            value |= (long)(part & 0x7f) << shift;
            if ((part & 0x80) == 0) return value;
        }
        throw new InvalidDataException("A number in the stream is longer than 63 bits: this is not a TorchSharp checkpoint.");
    }
}
