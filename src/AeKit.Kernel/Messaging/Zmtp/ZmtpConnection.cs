using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

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
    private readonly CancellationTokenSource _closed = new();
    private readonly Channel<byte[]> _outgoing = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private long _pendingBytes;
    private long _sentBytes;

    public ZmtpConnection(Socket socket, string socketType, ZmtpLimits limits)
    {
        _stream = new(socket, ownsSocket: true);
        _reader = new(_stream, limits);
        _limits = limits;
        _socketType = socketType;
    }

    /// <summary>The name that the peer has given itself; empty if none.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>What waits for the peer to read it.</summary>
    public long PendingBytes => Interlocked.Read(ref _pendingBytes);

    /// <summary>What the peer's side of the network has taken so far.</summary>
    public long SentBytes => Interlocked.Read(ref _sentBytes);

    public bool IsOpen => !_closed.IsCancellationRequested;

    /// <summary>Greets the peer and learns who it is.</summary>
    /// <param name="peerTypes">The types of socket that this one can talk to.</param>
    /// <returns>False if the peer has gone, as one does that only looks whether someone listens.</returns>
    /// <exception cref="ZmtpException">The peer breaks the protocol or takes too long.</exception>
    public async Task<bool> TryHandshakeAsync(IReadOnlyList<string> peerTypes)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_closed.Token);
        patience.CancelAfter(_limits.Handshake);
        try
        {
            await _stream.WriteAsync(Greeting.Ours, patience.Token).ConfigureAwait(false);
            if (!await _reader.TryReadGreetingAsync(patience.Token).ConfigureAwait(false))
                return false;
            await _stream.WriteAsync(FrameWriter.Command(ZmtpCommand.CreateReady(_socketType)), patience.Token).ConfigureAwait(false);
            if (await _reader.ReadAsync(limit: 0, patience.Token).ConfigureAwait(false) is not { } frame)
                return false;
            ReadReady(frame, peerTypes);
            return true;
        }
        catch (OperationCanceledException) when (!_closed.IsCancellationRequested)
        {
            throw new ZmtpException("The peer did not finish its handshake.");
        }
    }

    /// <summary>The next message; null when the peer has gone. Commands go to <paramref name="onCommand"/>, but pings are answered here.</summary>
    /// <exception cref="ZmtpException">The peer breaks the protocol.</exception>
    public async Task<byte[][]?> ReadMessageAsync(Action<string, byte[]> onCommand)
    {
        var frames = new List<byte[]>();
        var rest = _limits.MessageBytes;
        while (await _reader.ReadAsync(rest, _closed.Token).ConfigureAwait(false) is { } frame)
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
        if (Interlocked.Add(ref _pendingBytes, bytes.Length) > _limits.PendingBytes)
            Close();
        else
            _outgoing.Writer.TryWrite(bytes);
    }

    /// <summary>Sends what is queued until the connection ends.</summary>
    public async Task WriteAllAsync()
    {
        await foreach (var bytes in _outgoing.Reader.ReadAllAsync(_closed.Token).ConfigureAwait(false))
        {
            await _stream.WriteAsync(bytes, _closed.Token).ConfigureAwait(false);
            Interlocked.Add(ref _pendingBytes, -bytes.Length);
            Interlocked.Add(ref _sentBytes, bytes.Length);
        }
    }

    /// <summary>Ends the connection, whatever is queued.</summary>
    public void Close()
    {
        try
        {
            _closed.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Gone already.
        }
    }

    public void Dispose()
    {
        Close();
        _stream.Dispose();
        _closed.Dispose();
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
