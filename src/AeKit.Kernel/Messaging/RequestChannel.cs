using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using AeKit.Kernel.Messaging.Zmtp;

namespace AeKit.Kernel.Messaging;

/// <summary>Takes requests in the order in which they come, one at a time: busy, the work, the reply, idle.</summary>
internal sealed class RequestChannel : IAsyncDisposable
{
    private const string RequestSuffix = "_request";

    private readonly MessageFormat _format;
    private readonly IopubChannel _iopub;
    private readonly Func<Request, Task<Reply?>> _handle;
    private readonly RouterSocket _socket;
    private readonly BlockingCollection<Request?> _requests = [];
    private long _received;
    private int _rejected;

    /// <param name="endPoint">Where clients connect.</param>
    /// <param name="format">Reads and writes the messages.</param>
    /// <param name="iopub">Gets the state around each request.</param>
    /// <param name="handle">Does the work; null for a message that gets no reply.</param>
    public RequestChannel(EndPoint endPoint, MessageFormat format, IopubChannel iopub, Func<Request, Task<Reply?>> handle)
    {
        _format = format;
        _iopub = iopub;
        _handle = handle;
        _socket = new(endPoint, Receive);
    }

    /// <summary>The number of the last request that has come.</summary>
    public long Received => Interlocked.Read(ref _received);

    public void Start()
    {
        _socket.Start();
        // A thread of its own: cells may use up the thread pool's, and must not keep an interrupt from coming through.
        new Thread(HandleAll) { IsBackground = true, Name = "Requests" }.UnsafeStart();
    }

    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync().ConfigureAwait(false);
        _requests.Add(null);
    }

    private void Receive(byte[][] frames)
    {
        if (_format.TryRead(frames, out var message))
            _requests.Add(new(message, Interlocked.Increment(ref _received)));
        else if (Interlocked.Exchange(ref _rejected, 1) == 0)
            Console.Error.WriteLine("A message without a valid signature was dropped; further ones will not be mentioned.");
    }

    private void HandleAll()
    {
        while (_requests.Take() is { } request)
            Handle(request);
    }

    private void Handle(Request request)
    {
        var header = request.Message.Header;
        _iopub.PublishState("busy", header);
        Reply? reply;
        try
        {
            reply = _handle(request).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            // A mistake of the kernel's own: the client hears of it, and the session goes on.
            reply = new(Replies.Error(exception.GetType().Name, exception.Message));
        }
        if (reply is not null)
            _socket.Send(_format.Write(request.Message.Identities, ReplyType(request.Message.Type), header, reply.Content, reply.Metadata));
        _iopub.PublishState("idle", header);
        reply?.Afterwards?.Invoke();
    }

    private static string ReplyType(string request) =>
        (request.EndsWith(RequestSuffix, StringComparison.Ordinal) ? request[..^RequestSuffix.Length] : request) + "_reply";
}

/// <summary>A message, and its number among those of its channel.</summary>
internal sealed record Request(JupyterMessage Message, long Number);

/// <summary>What a request is answered with.</summary>
/// <param name="Content">The reply's content.</param>
/// <param name="Metadata">The reply's metadata.</param>
/// <param name="Afterwards">What is done once the client has its answer.</param>
internal sealed record Reply(JsonObject Content, JsonObject? Metadata = null, Action? Afterwards = null);
