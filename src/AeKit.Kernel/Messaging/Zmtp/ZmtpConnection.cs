using System.Net.Sockets;
using System.Text;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>One peer of a socket: handshake, what it sends, and what waits to be sent to it.</summary>
internal sealed class ZmtpConnection : IDisposable
{
    // The routing id of a peer is at most 255 bytes; ids that start with 0 are ours to give.
    private const int MostIdentityBytes = 255;

    private readonly NetworkStream _stream;
    private readonly FrameReader _reader;
    private readonly ZmtpLimits _limits;
    private readonly string _socketType;
    private readonly Queue<byte[]> _outgoing = new();
    private long _pendingBytes;
    private long _sentBytes;
    private volatile bool _isClosed;

    public ZmtpConnection(Socket socket, string socketType, ZmtpLimits limits)
    {
        _stream = new(socket, ownsSocket: true);
        _reader = new(_stream, limits);
        _limits = limits;
        _socketType = socketType;
    }

    /// <summary>When the peer has come.</summary>
    public long Since { get; } = Environment.TickCount64;

    /// <summary>Whether the handshake is done.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The name that the peer has given itself; empty if none.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>What waits for the peer to read it.</summary>
    public long PendingBytes => Interlocked.Read(ref _pendingBytes);

    /// <summary>What the peer's side of the network has taken so far.</summary>
    public long SentBytes => Interlocked.Read(ref _sentBytes);

    public bool IsOpen => !_isClosed;

    /// <summary>Greets the peer and learns who it is.</summary>
    /// <param name="peerTypes">The types of socket that this one can talk to.</param>
    /// <returns>False if the peer has gone, as one does that only looks whether someone listens.</returns>
    /// <exception cref="ZmtpException">The peer breaks the protocol.</exception>
    public bool TryHandshake(IReadOnlyList<string> peerTypes)
    {
        _stream.Write(Greeting.Ours.Span);
        if (!_reader.TryReadGreeting())
            return false;
        _stream.Write(FrameWriter.Command(ZmtpCommand.CreateReady(_socketType)));
        if (_reader.Read(limit: 0) is not { } frame)
            return false;
        ReadReady(frame, peerTypes);
        IsReady = true;
        return true;
    }

    /// <summary>The next message; null when the peer has gone. Commands go to <paramref name="onCommand"/>, but pings are answered here.</summary>
    /// <exception cref="ZmtpException">The peer breaks the protocol.</exception>
    public byte[][]? ReadMessage(Action<string, byte[]> onCommand)
    {
        var frames = new List<byte[]>();
        var rest = _limits.MessageBytes;
        while (_reader.Read(rest) is { } frame)
        {
            if (frame.Flags.HasFlag(FrameFlags.Command))
            {
                if (frames.Count > 0)
                    throw new ZmtpException("A command interrupts a message.");
                Carry(frame.Body, onCommand);
                continue;
            }
            frames.Add(frame.Body);
            rest -= frame.Body.Length;
            if (!frame.Flags.HasFlag(FrameFlags.More))
                return [.. frames];
            if (frames.Count == _limits.MessageFrames)
                throw new ZmtpException("A message has too many frames.");
        }
        return frames.Count == 0 ? null : throw new ZmtpException("The peer has closed in the middle of a message.");
    }

    /// <summary>Queues bytes for the peer and never waits. A peer that lets too much pile up is lost.</summary>
    public void Send(byte[] bytes)
    {
        lock (_outgoing)
        {
            if (_isClosed)
                return;
            if (PendingBytes + bytes.Length > _limits.PendingBytes)
            {
                Close();
                return;
            }
            _outgoing.Enqueue(bytes);
            Interlocked.Add(ref _pendingBytes, bytes.Length);
            Monitor.Pulse(_outgoing);
        }
    }

    /// <summary>Sends what is queued until the connection ends.</summary>
    public void WriteAll()
    {
        while (TryTakeOutgoing() is { } bytes)
        {
            _stream.Write(bytes);
            Interlocked.Add(ref _pendingBytes, -bytes.Length);
            Interlocked.Add(ref _sentBytes, bytes.Length);
        }
    }

    /// <summary>Ends the connection, whatever is queued.</summary>
    public void Close()
    {
        lock (_outgoing)
        {
            _isClosed = true;
            Monitor.PulseAll(_outgoing);
        }
        _stream.Dispose();
    }

    public void Dispose() => Close();

    private byte[]? TryTakeOutgoing()
    {
        lock (_outgoing)
        {
            while (_outgoing.Count == 0 && !_isClosed)
                Monitor.Wait(_outgoing);
            return _isClosed ? null : _outgoing.Dequeue();
        }
    }

    private void ReadReady(Frame frame, IReadOnlyList<string> peerTypes)
    {
        if (!frame.Flags.HasFlag(FrameFlags.Command) || ZmtpCommand.Parse(frame.Body) is not { Name: ZmtpCommand.Ready } ready)
            throw new ZmtpException("The peer is not ready.");
        var properties = ready.ReadProperties();
        if (!properties.TryGetValue(ZmtpCommand.SocketTypeProperty, out var type) || !peerTypes.Contains(Encoding.ASCII.GetString(type)))
            throw new ZmtpException($"The peer's socket is of a type that a {_socketType} cannot talk to.");
        if (properties.TryGetValue(ZmtpCommand.IdentityProperty, out var identity) && identity.Length > 0)
        {
            if (identity.Length > MostIdentityBytes || identity[0] == 0)
                throw new ZmtpException("The peer's identity is not a valid one.");
            Identity = identity;
        }
    }

    private void Carry(byte[] frame, Action<string, byte[]> onCommand)
    {
        var command = ZmtpCommand.Parse(frame);
        switch (command.Name)
        {
            case ZmtpCommand.Ping:
                Send(FrameWriter.Command(command.ToPong()));
                break;
            case ZmtpCommand.Error:
                throw new ZmtpException("The peer reports an error.");
            default:
                onCommand(command.Name, command.Body.ToArray());
                break;
        }
    }
}
