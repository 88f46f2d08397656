using System.Buffers.Binary;
using System.Text;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>A command: a name and, after it, what the name calls for.</summary>
internal readonly ref struct ZmtpCommand
{
    public const string Ready = "READY";
    public const string Error = "ERROR";
    public const string Ping = "PING";
    public const string Pong = "PONG";
    public const string Subscribe = "SUBSCRIBE";
    public const string Cancel = "CANCEL";

    public const string SocketTypeProperty = "Socket-Type";
    public const string IdentityProperty = "Identity";

    // A ping brings two bytes of time to live and up to 16 of context, which the pong returns.
    private const int TimeToLive = 2;
    private const int MostContext = 16;

    private ZmtpCommand(string name, ReadOnlySpan<byte> body)
    {
        Name = name;
        Body = body;
    }

    public string Name { get; }

    public ReadOnlySpan<byte> Body { get; }

    /// <exception cref="ZmtpException">It has no name.</exception>
    public static ZmtpCommand Parse(ReadOnlySpan<byte> frame)
    {
        if (frame.IsEmpty || frame[0] == 0 || frame[0] > frame.Length - 1)
            throw new ZmtpException("A command has no name.");
        return new(Encoding.ASCII.GetString(frame.Slice(1, frame[0])), frame[(1 + frame[0])..]);
    }

    public static byte[] Create(string name, ReadOnlySpan<byte> body) =>
        [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. body];

    public static byte[] CreateReady(string socketType) =>
        Create(Ready, [.. Property(SocketTypeProperty, Encoding.ASCII.GetBytes(socketType)), .. Property(IdentityProperty, [])]);

    /// <summary>The answer to a ping.</summary>
    /// <exception cref="ZmtpException">It is shorter or longer than a ping is.</exception>
    public byte[] ToPong() => Body.Length is >= TimeToLive and <= TimeToLive + MostContext
        ? Create(Pong, Body[TimeToLive..])
        : throw new ZmtpException("A PING is malformed.");

    /// <summary>The properties of a READY; names do not distinguish case.</summary>
    /// <exception cref="ZmtpException">They are malformed.</exception>
    public Dictionary<string, byte[]> ReadProperties()
    {
        var properties = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        var rest = Body;
        while (!rest.IsEmpty)
        {
            var name = Take(ref rest, Take(ref rest, 1)[0]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(Take(ref rest, 4));
            if (name.IsEmpty || length > int.MaxValue)
                throw Malformed();
            properties[Encoding.ASCII.GetString(name)] = Take(ref rest, (int)length).ToArray();
        }
        return properties;
    }

    private static byte[] Property(string name, byte[] value)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. value];
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count > rest.Length)
            throw Malformed();
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static ZmtpException Malformed() => new("A READY is malformed.");
}
