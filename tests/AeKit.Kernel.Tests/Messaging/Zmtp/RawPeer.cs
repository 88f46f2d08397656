using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AeKit.Kernel.Tests.Messaging.Zmtp;

/// <summary>The other side of a connection, byte by byte as RFC 37 says; can also do what a peer must not.</summary>
internal sealed class RawPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client = new() { NoDelay = true };

    private NetworkStream _stream = null!;

    /// <summary>Connects and says nothing.</summary>
    public static async Task<RawPeer> ConnectAsync(EndPoint endPoint)
    {
        var peer = new RawPeer();
        await peer._client.ConnectAsync((IPEndPoint)endPoint);
        peer._stream = peer._client.GetStream();
        return peer;
    }

    /// <summary>Connects and completes the handshake.</summary>
    public static async Task<RawPeer> ConnectAsync(EndPoint endPoint, string socketType, string identity = "", byte minor = 1)
    {
        var peer = await ConnectAsync(endPoint);
        await peer.SendAsync(Greeting(minor));
        await peer.ReadBytesAsync(64);
        await peer.SendAsync(Ready(socketType, identity));
        var (flags, ready) = await peer.ReadFrameAsync();
        Assert.Equal(4, flags);
        Assert.StartsWith("\u0005READY", Encoding.Latin1.GetString(ready), StringComparison.Ordinal);
        return peer;
    }

    public static byte[] Greeting(byte minor = 1, string mechanism = "NULL") =>
        [0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, minor, .. Encoding.ASCII.GetBytes(mechanism.PadRight(20, '\0')), 0, .. new byte[31]];

    public static byte[] Ready(string socketType, string identity = "") =>
        Frame(4, [5, .. "READY"u8, .. Property("Socket-Type", socketType), .. Property("Identity", identity)]);

    public static byte[] Command(string name, params byte[] body) => Frame(4, [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. body]);

    public static byte[] Frame(byte flags, byte[] body)
    {
        if (body.Length <= 255)
            return [flags, (byte)body.Length, .. body];
        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, body.Length);
        return [(byte)(flags | 2), .. length, .. body];
    }

    public static byte[] Message(params byte[][] frames) =>
        [.. frames.SelectMany((frame, i) => Frame(i < frames.Length - 1 ? (byte)1 : (byte)0, frame))];

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    public Task SendMessageAsync(params byte[][] frames) => SendAsync(Message(frames));

    public async Task<byte[]> ReadBytesAsync(int count, bool forEver = false)
    {
        using var patience = new CancellationTokenSource(forEver ? Timeout.InfiniteTimeSpan : Patience);
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, patience.Token);
        return bytes;
    }

    public async Task<(byte Flags, byte[] Body)> ReadFrameAsync(bool forEver = false)
    {
        var flags = (await ReadBytesAsync(1, forEver))[0];
        var length = (flags & 2) == 0 ? (await ReadBytesAsync(1))[0] : BinaryPrimitives.ReadInt64BigEndian(await ReadBytesAsync(8));
        return ((byte)(flags & ~2), await ReadBytesAsync((int)length));
    }

    public async Task<byte[][]> ReadMessageAsync(bool forEver = false)
    {
        var frames = new List<byte[]>();
        while (true)
        {
            var (flags, body) = await ReadFrameAsync(forEver);
            Assert.True(flags is 0 or 1, $"Flags {flags}.");
            frames.Add(body);
            if (flags == 0)
                return [.. frames];
        }
    }

    /// <summary>Reads what is still to come, and waits until the other side has closed.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var rest = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(rest, patience.Token);
        }
        catch (IOException)
        {
            // Closed without having read everything that was sent.
        }
        return rest.ToArray();
    }

    /// <summary>Says that nothing more will come, and waits until the other side has read everything and closed.</summary>
    public async Task FinishAsync()
    {
        try
        {
            _client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Closed by the other side already.
        }
        await ReadToEndAsync();
    }

    public void Dispose() => _client.Dispose();

    private static byte[] Property(string name, string value)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. length, .. Encoding.Latin1.GetBytes(value)];
    }
}
