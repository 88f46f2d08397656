using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>
/// NumPy's arrays: .npy, one array, and .npz, a zip archive of them. A .npy file is the magic number, the
/// version, the header's length, the header (a Python dict with descr, fortran_order and shape) and the elements.
/// See https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
/// </summary>
/// <example><code>using var x = NpyFile.Read("x.npy");    // numpy.save("x.npy", x)</code></example>
public static partial class NpyFile
{
    // NumPy itself refuses more than 10 000 bytes unless told to trust the file.
    private const int LongestHeader = 1 << 20;

    // What deflate, the zip archive's packing, makes of one byte at most (RFC 1951: 258 bytes of two bits).
    private const long MostDeflation = 1032;

    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["f8"] = ScalarType.Float64,
        ["f4"] = ScalarType.Float32,
        ["i8"] = ScalarType.Int64,
        ["i4"] = ScalarType.Int32,
        ["i2"] = ScalarType.Int16,
        ["i1"] = ScalarType.Int8,
        ["u1"] = ScalarType.Byte,
        ["b1"] = ScalarType.Bool,
    };

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a .npy file as a tensor of its shape and type; either byte order, rows or columns first.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no .npy file, of a type that tensors do not have, or shorter or longer than its header says. The
    /// message names the file and the byte.
    /// </exception>
    public static Tensor Read(string path)
    {
        using FileStream file = Open(path);
        return Read(file, $"'{path}'", file.Length, expect: null);
    }

    /// <summary>Reads all arrays of a .npz archive by their names; they belong to the caller's dispose scope.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no zip archive, or an array in it cannot be read, see <see cref="Read(string)"/>.</exception>
    public static Dictionary<string, Tensor> ReadArchive(string path) => ReadArchive(path, expect: null);

    /// <summary>Writes arrays under their names as <c>numpy.savez</c> does, whole or not at all.</summary>
    /// <exception cref="ArgumentException">A tensor has an element type that .npy files of this kit do not hold, or a name is empty.</exception>
    public static void WriteArchive(string path, IReadOnlyDictionary<string, Tensor> arrays)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(arrays);
        foreach ((string name, Tensor array) in arrays)
        {
            if (name.Length == 0)
                throw new ArgumentException("An array of an archive needs a name.", nameof(arrays));
            if (!Types.ContainsValue(array.dtype))
                throw new ArgumentException($"Array '{name}' is of type {array.dtype}; this writer knows {string.Join(", ", Types.Values)}. Convert it with to_type.", nameof(arrays));
        }

        AtomicFile.Write(path, file =>
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create);
            foreach ((string name, Tensor array) in arrays)
            {
                // The same arrays make the same bytes, whenever they are written; 1980 is where the zip format's time begins.
                ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream content = entry.Open();
                content.Write(Header(array));
                content.Write(TensorBytes.ToBytes(array));
            }
        });
    }

    /// <param name="path">The archive.</param>
    /// <param name="expect">Is told name, type and shape of each array before its elements are read, and throws where they are not wanted.</param>
    internal static Dictionary<string, Tensor> ReadArchive(string path, Action<string, ScalarType, long[]>? expect)
    {
        using FileStream file = Open(path);
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = [];
        string what = $"'{path}'";
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                what = $"'{path}', array '{entry.FullName}'";
                string name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
                if (tensors.ContainsKey(name))
                    throw Bad(what, 0, "the archive has two arrays of this name");
                using Stream content = entry.Open();
                tensors.Add(name, Read(content, what, MostDeflation * Math.Clamp(entry.CompressedLength, 0, file.Length), (type, shape) => expect?.Invoke(name, type, shape)));
            }
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith('\''))
        {
            throw new InvalidDataException($"{what}: the zip archive is damaged or is none ({error.Message}). Get the file again, or save it anew.", error);
        }
        foreach (Tensor tensor in tensors.Values)
            tensor.MoveToOuterDisposeScope();
        return tensors;
    }

    private static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        return File.OpenRead(path);
    }

    /// <param name="stream">From the magic number on.</param>
    /// <param name="what">What messages call it.</param>
    /// <param name="most">More bytes than this the stream cannot hold, whatever the header says.</param>
    /// <param name="expect">Is told type and shape before the elements are read.</param>
    private static Tensor Read(Stream stream, string what, long most, Action<ScalarType, long[]>? expect)
    {
        byte[] prefix = TensorBytes.Read(stream, 8);
        if (prefix.Length < 8 || !prefix.AsSpan(0, 6).SequenceEqual(Magic))
            throw Bad(what, 0, "it does not start with the magic number 93 'NUMPY' and a version, so it is no .npy file");
        if (prefix[6] is not (1 or 2 or 3))
            throw Bad(what, 6, $"the format's version is {prefix[6]}.{prefix[7]}; this reader knows 1.0, 2.0 and 3.0");
        int lengthBytes = prefix[6] == 1 ? 2 : 4;
        byte[] lengthField = TensorBytes.Read(stream, lengthBytes);
        if (lengthField.Length < lengthBytes)
            throw Bad(what, 8 + lengthField.Length, "the file ends here, within the header's length");
        long length = lengthBytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthField) : BinaryPrimitives.ReadUInt32LittleEndian(lengthField);
        int headerAt = 8 + lengthBytes;
        if (length > LongestHeader)
            throw Bad(what, 8, $"the header is said to be {length} bytes long; more than {LongestHeader} are not believed");
        byte[] header = TensorBytes.Read(stream, length);
        if (header.Length < length)
            throw Bad(what, headerAt + header.Length, $"the file ends here, within the header of {length} bytes");

        (ScalarType type, bool bigEndian, bool columnsFirst, long[] shape) = Parse(Encoding.UTF8.GetString(header), what, headerAt);
        string sizes = $"({string.Join(", ", shape)})";
        if (TensorBytes.Count(shape, type) is not { } count)
            throw Bad(what, headerAt, $"an array of shape {sizes} is larger than {Array.MaxLength} bytes");
        expect?.Invoke(type, shape);
        byte[] bytes = TensorBytes.Read(stream, Math.Min(count, most));
        long start = headerAt + length;
        if (bytes.Length < count)
            throw Bad(what, start + bytes.Length, $"the file ends here, {count - bytes.Length} bytes short of an array of shape {sizes} ({count} bytes from {start} on)");
        if (stream.ReadByte() >= 0)
            throw Bad(what, start + count, $"the file must end here after an array of shape {sizes}, but more bytes follow");

        if (bigEndian)
            for (int i = 0, size = TensorBytes.SizeOf(type); i < bytes.Length; i += size)
                bytes.AsSpan(i, size).Reverse();
        if (!columnsFirst || shape.Length < 2)
            return TensorBytes.ToTensor(bytes, shape, type);
        using Tensor reversed = TensorBytes.ToTensor(bytes, [.. shape.Reverse()], type);
        using Tensor view = reversed.permute([.. Enumerable.Range(0, shape.Length).Select(d => (long)(shape.Length - 1 - d))]);
        return view.contiguous();
    }

    /// <summary>Magic number, version 1.0, length and dict, padded so that the elements begin at a multiple of 64 as NumPy's do.</summary>
    private static byte[] Header(Tensor array)
    {
        string type = Types.Single(pair => pair.Value == array.dtype).Key;
        string sizes = string.Concat(array.shape.Select(size => $"{size}, "));
        string dict = $"{{'descr': '{(TensorBytes.SizeOf(array.dtype) == 1 ? '|' : '<')}{type}', 'fortran_order': False, 'shape': ({(array.dim() == 1 ? sizes : sizes.TrimEnd(' ', ','))}), }}";
        int length = (int)Math.Ceiling((10 + dict.Length + 1) / 64.0) * 64;
        byte[] header = [.. Magic, 1, 0, 0, 0, .. Encoding.ASCII.GetBytes(dict.PadRight(length - 11)), (byte)'\n'];
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), checked((ushort)(length - 10)));
        return header;
    }

    private static (ScalarType Type, bool BigEndian, bool ColumnsFirst, long[] Shape) Parse(string header, string what, long position)
    {
        Match order = FortranOrder().Match(header);
        Match sizes = Shape().Match(header);
        if (!header.StartsWith('{') || !order.Success || !sizes.Success)
            throw Bad(what, position, "the header is not a dict of descr, fortran_order and shape");
        Match descr = Description().Match(header);
        if (!descr.Success || !Types.TryGetValue(descr.Groups["type"].Value, out ScalarType type))
            throw Bad(what, position, $"the elements are {(descr.Success ? $"of type '{descr.Groups["order"].Value}{descr.Groups["type"].Value}'" : "records")}; this reader knows {string.Join(", ", Types.Keys)}. In NumPy, convert with astype");

        string[] numbers = sizes.Groups["sizes"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length > TensorBytes.MostDimensions)
            throw Bad(what, position, $"the array has {numbers.Length} dimensions; more than {TensorBytes.MostDimensions} are not believed");
        var shape = new long[numbers.Length];
        for (int i = 0; i < shape.Length; i++)
            if (!long.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
                throw Bad(what, position, $"size {i} of the shape is {numbers[i]}");
        return (type, descr.Groups["order"].Value == ">", order.Groups["value"].Value == "True", shape);
    }

    [GeneratedRegex(@"'descr'\s*:\s*'(?<order>[<>|=]?)(?<type>[^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Description();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(?<value>True|False)\b", RegexOptions.CultureInvariant)]
    private static partial Regex FortranOrder();

    [GeneratedRegex(@"'shape'\s*:\s*\((?<sizes>[^()]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    private static InvalidDataException Bad(string what, long position, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what}, byte {position}: {problem}. Get the file again, or save it anew."));
}
