using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>
/// A listening socket of ZeroMQ's kinds (ZMTP 3.1, RFC 37), in managed code. Every peer has its own tasks: one that is
/// slow, silent or malicious delays and breaks nothing for the others.
/// </summary>
internal abstract class ZmtpServer : IAsyncDisposable
{
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(50);

    private readonly Socket _listener;
    private readonly string _socketType;
    private readonly IReadOnlyList<string> _peerTypes;
    private readonly ZmtpLimits _limits;
    private readonly ConcurrentDictionary<ZmtpConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

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

    public void Start() => _accepting = AcceptAsync();

    /// <summary>Gives peers about a second to take what is queued for them, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        var until = DateTime.UtcNow + FlushPatience;
        while (DateTime.UtcNow < until && _connections.Keys.Any(connection => connection.PendingBytes > 0))
            await Task.Delay(FlushInterval).ConfigureAwait(false);
        foreach (var connection in _connections.Keys)
            connection.Close();
        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        _stop.Dispose();
        GC.SuppressFinalize(this);
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

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                if (_connections.Count < _limits.Connections)
                    Serve(socket);
                else
                    socket.Dispose();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // The peer has gone while it waited, or the process is out of file handles for now.
                await Task.Delay(AcceptPause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket socket)
    {
        if (socket.ProtocolType == ProtocolType.Tcp)
            socket.NoDelay = true;
        var connection = new ZmtpConnection(socket, _socketType, _limits);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[connection] = ServeAsync(connection, start.Task);
        start.SetResult();
    }

    private async Task ServeAsync(ZmtpConnection connection, Task start)
    {
        await start.ConfigureAwait(false);
        try
        {
            if (await connection.TryHandshakeAsync(_peerTypes).ConfigureAwait(false))
                await ExchangeAsync(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsEndOf(exception))
        {
            // The peer's loss alone.
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }

    private async Task ExchangeAsync(ZmtpConnection connection)
    {
        var writing = WriteAsync(connection);
        try
        {
            OnOpened(connection);
            while (await connection.ReadMessageAsync((name, body) => OnCommand(connection, name, body)).ConfigureAwait(false) is { } frames)
                OnMessage(connection, frames);
        }
        finally
        {
            OnClosed(connection);
            connection.Close();
            await writing.ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(ZmtpConnection connection)
    {
        try
        {
            await connection.WriteAllAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsEndOf(exception))
        {
            connection.Close();
        }
    }

    private static bool IsEndOf(Exception exception) =>
        exception is ZmtpException or IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
