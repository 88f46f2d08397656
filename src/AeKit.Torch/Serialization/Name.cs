using System.Text;

namespace TorchSharp.Serialization;

/// <summary>Names as a BinaryWriter writes strings: the number of bytes, LEB128, and UTF-8.</summary>
internal static class Name
{
    private const int Longest = 1 << 16;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string Read(BinaryReader reader)
    {
        var length = Leb128.Read(reader);
        if (length > Longest) throw new InvalidDataException($"A name of {length} bytes: this is not a checkpoint.");
        var bytes = reader.ReadBytes((int)length);
        if (bytes.Length < length) throw new EndOfStreamException("The stream ends within a name.");
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException("A name is not UTF-8: this is not a checkpoint.", error);
        }
    }
}
