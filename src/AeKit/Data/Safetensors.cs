using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>
/// Named tensors in the safetensors format, which PyTorch, JAX and others read without running code from the file:
/// the length of the header (8 bytes, little-endian), the header (JSON: name → dtype, shape, data_offsets), the data.
/// See https://huggingface.co/docs/safetensors.
/// </summary>
/// <example><code>
/// Safetensors.Write("model.safetensors", model.state_dict());
/// model.load_state_dict(Safetensors.Read("model.safetensors"));
/// </code></example>
public static class Safetensors
{
    private const int LengthBytes = 8;

    // The format's own limit.
    private const int LongestHeader = 100_000_000;

    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["F64"] = ScalarType.Float64,
        ["F32"] = ScalarType.Float32,
        ["I64"] = ScalarType.Int64,
        ["I32"] = ScalarType.Int32,
        ["I16"] = ScalarType.Int16,
        ["I8"] = ScalarType.Int8,
        ["U8"] = ScalarType.Byte,
        ["BOOL"] = ScalarType.Bool,
    };

    private sealed record Entry(string Name, ScalarType Type, long[] Shape, long Begin, long End);

    /// <summary>Reads all tensors of a file; they belong to the caller's dispose scope.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is cut off or too long, its header is no header, a type is not supported, or the places of the tensors
    /// overlap, leave gaps or do not fit their shapes. The message names the file, the tensor and the byte.
    /// </exception>
    public static Dictionary<string, Tensor> Read(string path) => Read(path, expect: null);

    /// <param name="path">The file.</param>
    /// <param name="expect">Is told name, type and shape of each tensor before any data are read, and throws where they are not wanted.</param>
    internal static Dictionary<string, Tensor> Read(string path, Action<string, ScalarType, long[]>? expect)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        using FileStream file = File.OpenRead(path);
        (List<Entry> entries, long start) = ReadHeader(file, path);

        foreach (Entry entry in entries)
            expect?.Invoke(entry.Name, entry.Type, entry.Shape);

        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = [];
        foreach (Entry entry in entries)
        {
            byte[] bytes = TensorBytes.Read(file, entry.End - entry.Begin);
            if (bytes.Length < entry.End - entry.Begin)
                throw Bad(path, start + entry.Begin + bytes.Length, $"the file ends here, within tensor '{entry.Name}'");
            tensors.Add(entry.Name, TensorBytes.ToTensor(bytes, entry.Shape, entry.Type).MoveToOuterDisposeScope());
        }
        return tensors;
    }

    /// <summary>Writes tensors under their names, whole or not at all. Larger element types come first, so that all data are aligned.</summary>
    /// <exception cref="ArgumentException">A tensor has an element type that is not supported, or the reserved name __metadata__.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (name == "__metadata__")
                throw new ArgumentException("No tensor may be called '__metadata__': the safetensors format reserves the name.", nameof(tensors));
            if (!Types.ContainsValue(tensor.dtype))
                throw new ArgumentException($"Tensor '{name}' is of type {tensor.dtype}; this writer knows {string.Join(", ", Types.Values)}. Convert it with to_type.", nameof(tensors));
        }

        KeyValuePair<string, Tensor>[] ordered =
            [.. tensors.OrderByDescending(pair => TensorBytes.SizeOf(pair.Value.dtype)).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
        byte[] header = Header(ordered);
        AtomicFile.Write(path, file =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            file.Write(length);
            file.Write(header);
            foreach ((_, Tensor tensor) in ordered)
                file.Write(TensorBytes.ToBytes(tensor));
        });
    }

    private static byte[] Header(KeyValuePair<string, Tensor>[] tensors)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            long offset = 0;
            json.WriteStartObject();
            foreach ((string name, Tensor tensor) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", Types.Single(pair => pair.Value == tensor.dtype).Key);
                json.WriteStartArray("shape");
                foreach (long size in tensor.shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.numel() * TensorBytes.SizeOf(tensor.dtype));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // Spaces up to a multiple of 8 bytes, so that the data start aligned.
        while (text.Length % LengthBytes != 0)
            text.WriteByte((byte)' ');
        return text.ToArray();
    }

    private static (List<Entry> Entries, long Start) ReadHeader(FileStream file, string path)
    {
        byte[] prefix = TensorBytes.Read(file, LengthBytes);
        if (prefix.Length < LengthBytes)
            throw Bad(path, prefix.Length, "the file ends here, within the 8 bytes of the header's length");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader || (long)length > file.Length - LengthBytes)
            throw Bad(path, 0, $"the header is said to be {length} bytes long, but the file has {file.Length - LengthBytes} bytes after this number and the format allows {LongestHeader}; it is cut off, or no safetensors file");

        List<Entry> entries = [];
        try
        {
            using JsonDocument header = JsonDocument.Parse(TensorBytes.Read(file, (long)length), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (header.RootElement.ValueKind != JsonValueKind.Object)
                throw Bad(path, LengthBytes, "the header is not a JSON object");
            foreach (JsonProperty property in header.RootElement.EnumerateObject())
                if (property.Name != "__metadata__")
                    entries.Add(ReadEntry(property, path));
        }
        catch (JsonException error)
        {
            throw Bad(path, LengthBytes + (error.BytePositionInLine ?? 0), $"the header is not valid JSON ({error.Message})", error);
        }
        catch (InvalidOperationException error)
        {
            throw Bad(path, LengthBytes, $"the header is not valid UTF-8 ({error.Message})", error);
        }

        long start = LengthBytes + (long)length;
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long end = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != end)
                throw Bad(path, start + Math.Min(entry.Begin, end), $"the data of tensor '{entry.Name}' start at offset {entry.Begin}, but those before end at {end}: they {(entry.Begin < end ? "overlap" : "leave a gap")}");
            end = entry.End;
        }
        if (file.Length - start != end)
            throw Bad(path, Math.Min(file.Length, start + end), $"the header describes {end} bytes of data{(entries.Count > 0 ? $", up to tensor '{entries[^1].Name}'" : "")}, but the file has {file.Length - start}");
        return (entries, start);
    }

    private static Entry ReadEntry(JsonProperty property, string path)
    {
        InvalidDataException Wrong(string what) => Bad(path, LengthBytes, $"in the header, tensor '{property.Name}' {what}");

        JsonElement value = property.Value;
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out JsonElement sizes) || Numbers(sizes) is not { } shape
            || !value.TryGetProperty("data_offsets", out JsonElement offsets) || Numbers(offsets) is not [var begin, var end])
            throw Wrong("needs a dtype, a shape and two data_offsets");
        if (shape.Length > TensorBytes.MostDimensions)
            throw Wrong($"has {shape.Length} dimensions; more than {TensorBytes.MostDimensions} are not believed");
        if (!Types.TryGetValue(dtype.GetString()!, out ScalarType type))
            throw Wrong($"has the dtype {dtype.GetString()}; this reader knows {string.Join(", ", Types.Keys)}");
        if (TensorBytes.Count(shape, type) is not { } bytes)
            throw Wrong($"has the shape [{string.Join(", ", shape)}], which is negative or larger than {Array.MaxLength} bytes");
        if (begin < 0 || end < begin || end - begin != bytes)
            throw Wrong($"has the data_offsets [{begin}, {end}], but its shape [{string.Join(", ", shape)}] of {dtype.GetString()} takes {bytes} bytes");
        return new Entry(property.Name, type, shape, begin, end);
    }

    private static long[]? Numbers(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
            return null;
        var numbers = new long[array.GetArrayLength()];
        int i = 0;
        foreach (JsonElement element in array.EnumerateArray())
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out numbers[i++]))
                return null;
        return numbers;
    }

    private static InvalidDataException Bad(string path, long position, string what, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"'{path}', byte {position}: {what}. Get the file again, or write it anew."), inner);
}
