using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>Receives from many peers and answers the one that asked, by the routing id that comes first in a message.</summary>
internal sealed class RouterSocket(EndPoint endPoint, Action<byte[][]> received, ZmtpLimits? limits = null)
    : ZmtpServer(endPoint, "ROUTER", ["DEALER", "REQ", "ROUTER"], limits)
{
    private readonly ConcurrentDictionary<string, ZmtpConnection> _peers = new();
    private readonly ConcurrentDictionary<ZmtpConnection, byte[]> _ids = new();
    private int _given;

    /// <summary>Sends a message to the peer that its first frame names.</summary>
    /// <returns>Whether that peer is connected.</returns>
    public bool Send(IReadOnlyList<byte[]> frames)
    {
        if (!_peers.TryGetValue(Key(frames[0]), out var peer))
            return false;
        peer.Send(FrameWriter.Message([.. frames.Skip(1)]));
        return true;
    }

    protected override void OnOpened(ZmtpConnection connection)
    {
        var id = connection.Identity.Length > 0 ? connection.Identity : NextId();
        _ids[connection] = id;
        // A client that reconnects may be here before its old connection has noticed that it is dead.
        ZmtpConnection? former = null;
        _peers.AddOrUpdate(Key(id), connection, (_, present) =>
        {
            former = present;
            return connection;
        });
        former?.Close();
    }

    protected override void OnMessage(ZmtpConnection connection, byte[][] frames) => received([_ids[connection], .. frames]);

    protected override void OnClosed(ZmtpConnection connection)
    {
        if (_ids.TryRemove(connection, out var id))
            _peers.TryRemove(new(Key(id), connection));
    }

    private static string Key(byte[] id) => Convert.ToHexString(id);

    private byte[] NextId()
    {
        var id = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(1), Interlocked.Increment(ref _given));
        return id;
    }
}
