using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AeKit.Kernel.Messaging.Zmtp;

namespace AeKit.Kernel.Messaging;

/// <summary>
/// What all clients of the kernel see: its state, and what cells show. A thread of its own sends it, in the order in
/// which it came; who publishes only queues. Text is collected for a moment, so that a cell that prints much sends few
/// messages.
/// </summary>
internal sealed class IopubChannel : IAsyncDisposable
{
    private const int MostQueuedMessages = 1000;
    private const int MostQueuedCharacters = 1 << 20;
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    private readonly MessageFormat _format;
    private readonly PublisherSocket _socket;
    private readonly LinkedList<PublishedMessage> _queue = new();
    private readonly object _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _queuedCharacters;
    private bool _isEnding;

    public IopubChannel(EndPoint endPoint, MessageFormat format)
    {
        _format = format;
        _socket = new(endPoint)
        {
            Welcome = topic => Frames("iopub_welcome", null, new() { ["subscription"] = Encoding.UTF8.GetString(topic) }),
            Missed = bytes => Frames("stream", null, StreamContent(
                "stderr",
                $"[About {Math.Max(1, bytes >> 10)} KB of output are missing here: this client did not read them in time.]\n")),
        };
    }

    public void Start()
    {
        _socket.Start();
        new Thread(SendAll) { IsBackground = true, Name = "Publishing" }.UnsafeStart();
    }

    /// <param name="type">The message's type.</param>
    /// <param name="parent">The header of the request that it belongs to; null for none.</param>
    /// <param name="content">What the type calls for.</param>
    public void Publish(string type, JsonObject? parent, JsonObject content)
    {
        lock (_gate)
        {
            _queue.AddLast(new PublishedMessage(type, parent, content));
            Monitor.Pulse(_gate);
        }
    }

    public void PublishState(string state, JsonObject? parent) => Publish("status", parent, new() { ["execution_state"] = state });

    /// <param name="name">Which stream it is written to.</param>
    /// <param name="parent">The header of the request that it belongs to.</param>
    /// <param name="text">What is written.</param>
    public void PublishText(string name, JsonObject parent, string text)
    {
        lock (_gate)
        {
            _queuedCharacters += text.Length;
            if (_queue.Last?.Value.TryAppend(name, parent, text) != true)
                _queue.AddLast(new PublishedMessage(name, parent, text));
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits while much is queued, which is while clients that read have much to read.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public void WaitForRoom(CancellationToken cancellationToken)
    {
        while (IsFull())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Thread.Sleep(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isEnding = true;
            Monitor.Pulse(_gate);
        }
        await Task.WhenAny(_ended.Task, Task.Delay(EndPatience)).ConfigureAwait(false);
        await _socket.DisposeAsync().ConfigureAwait(false);
    }

    private bool IsFull()
    {
        lock (_gate)
            return !_isEnding && (_queue.Count > MostQueuedMessages || _queuedCharacters > MostQueuedCharacters);
    }

    private void SendAll()
    {
        while (TakeNext() is { } message)
        {
            _socket.WaitForRoom(CancellationToken.None);
            if (message.Text is not { } text)
            {
                _socket.Send(Frames(message.Type, message.Parent, message.Content!));
                continue;
            }
            foreach (var part in text.Parts())
            {
                _socket.WaitForRoom(CancellationToken.None);
                _socket.Send(Frames(message.Type, message.Parent, StreamContent(text.Stream, part)), canBeMissed: true);
            }
        }
        _ended.TrySetResult();
    }

    /// <summary>The next message; waits for one, and for text to become more. Null at the end.</summary>
    private PublishedMessage? TakeNext()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_queue.First is not { } first)
                {
                    if (_isEnding)
                        return null;
                    Monitor.Wait(_gate);
                }
                else if (first.Value.Text is { } text && first.Next is null && !_isEnding && MustWait(text, out var time))
                {
                    Monitor.Wait(_gate, time);
                }
                else
                {
                    return Take(first);
                }
            }
        }
    }

    private static bool MustWait(StreamText text, out TimeSpan time)
    {
        time = text.CanGrowFor;
        if (time <= TimeSpan.Zero && text is { EndsInHalf: true, Length: 1 })
            time = Timeout.InfiniteTimeSpan;
        return time > TimeSpan.Zero || time == Timeout.InfiniteTimeSpan;
    }

    private PublishedMessage Take(LinkedListNode<PublishedMessage> first)
    {
        _queue.RemoveFirst();
        if (first.Value.Text is not { } text)
            return first.Value;
        if (text.EndsInHalf && _queue.Count == 0 && !_isEnding)
            _queue.AddFirst(new PublishedMessage(text.Stream, first.Value.Parent!, text.TakeHalf()));
        _queuedCharacters -= text.Length;
        return first.Value;
    }

    private IReadOnlyList<byte[]> Frames(string type, JsonObject? parent, JsonObject content) =>
        _format.Write([Encoding.ASCII.GetBytes($"kernel.{_format.Session}.{type}")], type, parent, content);

    private static JsonObject StreamContent(string stream, string text) => new() { ["name"] = stream, ["text"] = text };
}
