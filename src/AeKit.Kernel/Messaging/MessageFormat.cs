using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Messaging;

/// <summary>
/// Jupyter messages as ZeroMQ frames: identities, a delimiter, signature, header, parent header, metadata, content
/// (jupyter-client.readthedocs.io, "Messaging in Jupyter", The Wire Protocol).
/// </summary>
internal sealed class MessageFormat(MessageSigner signer)
{
    public const string ProtocolVersion = "5.4";

    private const int SignedParts = 4;

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] Empty = "{}"u8.ToArray();
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    private readonly string _session = Guid.NewGuid().ToString("N");
    private int _count;

    /// <summary>Tells this run of the kernel from others.</summary>
    public string Session => _session;

    /// <summary>Reads a message; false if its signature is not the client's, or it is none.</summary>
    public bool TryRead(IReadOnlyList<byte[]> frames, [NotNullWhen(true)] out JupyterMessage? message)
    {
        message = null;
        var delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter))
            delimiter++;
        if (frames.Count < delimiter + 2 + SignedParts)
            return false;
        var parts = frames.Skip(delimiter + 2).Take(SignedParts).ToArray();
        if (!signer.IsGenuine(frames[delimiter + 1], parts))
            return false;
        try
        {
            if (Parse(parts[0]) is JsonObject header && Parse(parts[1]) is JsonObject parent && Parse(parts[3]) is JsonObject content)
                message = new([.. frames.Take(delimiter)], header, parent, content);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Signed, and yet malformed or with a field twice: a client's mistake.
        }
        return message is not null;
    }

    /// <summary>Writes a message.</summary>
    /// <param name="prefix">The frames before the delimiter: identities, or a topic.</param>
    /// <param name="type">Its type.</param>
    /// <param name="parent">The header of the request that it belongs to, if any.</param>
    /// <param name="content">What the type calls for.</param>
    /// <param name="metadata">What else is to be known.</param>
    public IReadOnlyList<byte[]> Write(IReadOnlyList<byte[]> prefix, string type, JsonObject? parent, JsonObject content, JsonObject? metadata = null)
    {
        var header = new JsonObject
        {
            ["msg_id"] = $"{_session}_{Interlocked.Increment(ref _count)}",
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = Timestamp(),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] parts = [Bytes(header), Bytes(parent), Bytes(metadata), Bytes(content)];
        return [.. prefix, Delimiter, signer.Sign(parts), .. parts];
    }

    public static string Timestamp() => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ");

    private static JsonNode? Parse(byte[] json)
    {
        var node = JsonNode.Parse(json, documentOptions: Strict);
        // Found out here rather than later: fields are read lazily, and a name may come twice.
        _ = node is JsonObject fields ? fields.Count : 0;
        return node;
    }

    private static byte[] Bytes(JsonObject? json) => json is null ? Empty : JsonSerializer.SerializeToUtf8Bytes(json, Json);
}
