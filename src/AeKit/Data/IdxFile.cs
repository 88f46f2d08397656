using System.Buffers.Binary;
using System.Globalization;

namespace AeKit.Data;

/// <summary>
/// Reads the IDX format of MNIST: two zero bytes, the type of the elements (0x08, unsigned byte), the number of
/// dimensions, each dimension as a big-endian int32, then the elements, last dimension fastest. Plain or gzip.
/// </summary>
public static class IdxFile
{
    private const byte UnsignedByte = 0x08;

    /// <summary>Reads a file of unsigned bytes.</summary>
    /// <param name="path">The file, packed with gzip or not, whatever its name.</param>
    /// <param name="dimensions">How many dimensions it must have: 1 for labels, 3 for images; null accepts any.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is empty, is no IDX file of bytes with that many dimensions, or is shorter or longer than its header
    /// says. The message gives the byte position, what was expected and what was found.
    /// </exception>
    public static IdxArray Read(string path, int? dimensions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using DataFileStream file = DataFileStream.Open(path);
        return Read(file, dimensions);
    }

    /// <summary>Writes a file that <see cref="Read(string, int?)"/> and <see cref="StreamedExamples"/> read, whole or not at all.</summary>
    /// <param name="path">An existing file is replaced.</param>
    /// <param name="array">The shape and its elements.</param>
    /// <exception cref="ArgumentException">Not as many elements as the shape has, or a dimension below 1.</exception>
    public static void Write(string path, IdxArray array)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(array);
        if (array.Shape.Length is 0 or > 8 || array.Shape.Any(size => size < 1) || array.Shape.Aggregate(1L, (count, size) => count * size) != array.Values.Length)
            throw new ArgumentException($"A shape of {string.Join('×', array.Shape)} does not have {array.Values.Length} elements.", nameof(array));
        var header = new byte[4 + (4 * array.Shape.Length)];
        (header[2], header[3]) = (UnsignedByte, (byte)array.Shape.Length);
        for (int i = 0; i < array.Shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), array.Shape[i]);
        AtomicFile.Write(path, file =>
        {
            file.Write(header);
            file.Write(array.Values);
        });
    }

    internal static IdxArray Read(DataFileStream file, int? dimensions)
    {
        int[] shape = ReadShape(file, dimensions, Array.MaxLength);
        long count = shape.Aggregate(1L, (product, size) => product * size);
        byte[] values = ReadExactly(file, count, $"{string.Join('×', shape)} elements");
        RequireEnd(file, shape);
        return new IdxArray(shape, values);
    }

    internal static int[] ReadShape(DataFileStream file, int? dimensions, long mostElements)
    {
        byte[] magic = ReadExactly(file, 4, "the magic number");
        bool known = magic[0] == 0 && magic[1] == 0 && magic[2] == UnsignedByte && magic[3] is > 0 and < 9;
        if (!known || (dimensions is not null && magic[3] != dimensions))
        {
            string expected = dimensions is null ? "00 00 08 and the number of dimensions" : $"00 00 08 {dimensions:X2}";
            throw Bad(file, 0, $"expected the magic number {expected}, found {Convert.ToHexString(magic).Chunked(2)}{Guess(magic)}", "Check that this is the right file.");
        }

        var shape = new int[magic[3]];
        byte[] sizes = ReadExactly(file, 4 * shape.Length, "the dimensions");
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(sizes.AsSpan(4 * i));
            if (shape[i] <= 0)
                throw Bad(file, 4 + (4 * i), $"dimension {i} is {shape[i]}; it must be positive", "Get the file again.");
            if (shape[i] > mostElements / count)
                throw Bad(file, 4 + (4 * i), $"the dimensions {string.Join('×', shape[..(i + 1)])} are more than {mostElements} elements", "Split the file.");
            count *= shape[i];
        }

        return shape;
    }

    internal static void RequireEnd(DataFileStream file, int[] shape)
    {
        long end = file.Position;
        if (file.ReadByte() >= 0)
            throw Bad(file, end, $"the file must end here after {string.Join('×', shape)} elements, but more bytes follow", "Get the file again.");
    }

    // In steps, so that a header that lies about the size does not cost the memory it claims.
    internal static byte[] ReadExactly(DataFileStream file, long count, string what)
    {
        const int Step = 1 << 20;
        long start = file.Position;
        var bytes = new byte[Math.Min(count, Step)];
        long filled = 0;
        while (filled < count)
        {
            if (filled == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(count, Math.Min(2L * bytes.Length, Array.MaxLength)));
            int read = file.Read(bytes.AsSpan((int)filled));
            if (read == 0)
            {
                throw file.Position == 0
                    ? Bad(file, 0, "the file is empty", "Get the file again.")
                    : Bad(file, file.Position, $"the file ends here, {count - filled} bytes short of {what} ({count} bytes from {start} on)", "Get the file again.");
            }
            filled += read;
        }
        return bytes;
    }

    private static string Guess(byte[] magic) => magic switch
    {
        [0x00, 0x00, UnsignedByte, 1] => " (a file of labels)",
        [0x00, 0x00, UnsignedByte, 3] => " (a file of images)",
        [0x00, 0x00, 0x09 or 0x0B or 0x0C or 0x0D or 0x0E, _] => " (an IDX file of elements other than unsigned bytes)",
        [(byte)'<', ..] => " (a web page saved in place of the file?)",
        [(byte)'P', (byte)'K', ..] => " (a zip archive: unpack it first)",
        _ => "",
    };

    private static string Chunked(this string hex, int size) => string.Join(' ', hex.Chunk(size).Select(pair => new string(pair)));

    private static InvalidDataException Bad(DataFileStream file, long position, string what, string remedy) =>
        new(string.Create(CultureInfo.InvariantCulture, $"'{file.Name}', byte {position}: {what}. {remedy}"));
}
