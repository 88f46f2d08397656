using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>
/// A listening socket of ZeroMQ's kinds (ZMTP 3.1, RFC 37), in managed code. Every peer is served by threads of its
/// own: one that is slow, silent or malicious delays nothing for the others, and neither does a cell that keeps the
/// thread pool busy.
/// </summary>
internal abstract class ZmtpServer : IAsyncDisposable
{
    private const int StackSize = 256 << 10;

    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(50);

    private readonly Socket _listener;
    private readonly string _socketType;
    private readonly IReadOnlyList<string> _peerTypes;
    private readonly ZmtpLimits _limits;
    private readonly ConcurrentDictionary<ZmtpConnection, bool> _connections = new();
    private readonly Lock _gate = new();
    private Thread? _accepting;
    private volatile bool _isStopping;
    private Task? _disposed;

    /// <summary>Listens, and lets peers connect; they are served from <see cref="Start"/> on.</summary>
    /// <exception cref="SocketException">The address is not this machine's or is in use.</exception>
    protected ZmtpServer(EndPoint endPoint, string socketType, IReadOnlyList<string> peerTypes, ZmtpLimits? limits)
    {
        _socketType = socketType;
        _peerTypes = peerTypes;
        _limits = limits ?? new();
        _listener = new(endPoint.AddressFamily, SocketType.Stream, endPoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            _listener.Bind(endPoint);
            _listener.Listen();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }
    }

    public EndPoint EndPoint => _listener.LocalEndPoint!;

    /// <summary>The peers at this moment, those included that have not finished their handshake.</summary>
    public int ConnectionCount => _connections.Count;

    public void Start()
    {
        _accepting = StartThread(Accept);
    }

    /// <summary>Gives peers about a second to take what is queued for them, and ends.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        lock (_gate)
            return new(_disposed ??= EndAsync());
    }

    /// <summary>A peer has finished its handshake.</summary>
    protected virtual void OnOpened(ZmtpConnection connection)
    {
    }

    /// <summary>A peer has sent a message. Must not take long: the peer's next message waits.</summary>
    protected abstract void OnMessage(ZmtpConnection connection, byte[][] frames);

    /// <summary>A peer has sent a command other than a ping.</summary>
    protected virtual void OnCommand(ZmtpConnection connection, string name, byte[] body)
    {
    }

    /// <summary>A peer that had finished its handshake has gone.</summary>
    protected virtual void OnClosed(ZmtpConnection connection)
    {
    }

    private async Task EndAsync()
    {
        _isStopping = true;
        if (_accepting is not null)
            await Task.Run(_accepting.Join).ConfigureAwait(false);
        _listener.Dispose();
        var until = DateTime.UtcNow + FlushPatience;
        while (DateTime.UtcNow < until && _connections.Keys.Any(connection => connection.PendingBytes > 0))
            await Task.Delay(FlushInterval).ConfigureAwait(false);
        foreach (var connection in _connections.Keys)
            connection.Close();
    }

    private void Accept()
    {
        while (!_isStopping)
        {
            try
            {
                if (_listener.Poll(SweepInterval, SelectMode.SelectRead))
                    Serve(_listener.Accept());
            }
            catch (SocketException)
            {
                // The peer has gone while it waited, or the process is out of file handles for now.
                Thread.Sleep(AcceptPause);
            }
            Sweep();
        }
    }

    /// <summary>Ends the connections of those who do not finish their handshake.</summary>
    private void Sweep()
    {
        foreach (var connection in _connections.Keys)
        {
            if (!connection.IsReady && Environment.TickCount64 - connection.Since > _limits.Handshake.TotalMilliseconds)
                connection.Close();
        }
    }

    private void Serve(Socket socket)
    {
        if (_connections.Count >= _limits.Connections)
        {
            socket.Dispose();
            return;
        }
        if (socket.ProtocolType == ProtocolType.Tcp)
            socket.NoDelay = true;
        var connection = new ZmtpConnection(socket, _socketType, _limits);
        _connections[connection] = true;
        StartThread(() => Serve(connection));
    }

    private void Serve(ZmtpConnection connection)
    {
        UntilItEnds(connection, () =>
        {
            if (connection.TryHandshake(_peerTypes))
                Exchange(connection);
        });
        _connections.TryRemove(connection, out _);
    }

    private void Exchange(ZmtpConnection connection)
    {
        StartThread(() => UntilItEnds(connection, connection.WriteAll));
        try
        {
            OnOpened(connection);
            while (connection.ReadMessage((name, body) => OnCommand(connection, name, body)) is { } frames)
                OnMessage(connection, frames);
        }
        finally
        {
            OnClosed(connection);
        }
    }

    private static void UntilItEnds(ZmtpConnection connection, Action work)
    {
        try
        {
            work();
        }
        catch (Exception)
        {
            // Whatever the peer has brought about is its own loss.
        }
        finally
        {
            connection.Close();
        }
    }

    private static Thread StartThread(Action work)
    {
        var thread = new Thread(() => work(), StackSize) { IsBackground = true, Name = "Messaging" };
        thread.UnsafeStart();
        return thread;
    }
}
