using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>
/// Sends to every peer what it has subscribed to. <see cref="Send"/> never waits; who has much to send calls
/// <see cref="WaitForRoom"/> before, and goes on at the pace of the peers that read. A peer that reads next to nothing
/// holds no one up: it misses the messages that can be missed, and is told so.
/// </summary>
internal sealed class PublisherSocket(EndPoint endPoint, ZmtpLimits? limits = null)
    : ZmtpServer(endPoint, "PUB", ["SUB", "XSUB"], (limits ?? new()) with { MessageBytes = MostSubscriptionBytes })
{
    /// <summary>The bytes queued for a peer above which it is waited for.</summary>
    public const int HighWater = 4 << 20;

    private const int MostSubscriptionBytes = 4096;
    private const byte SubscribeMark = 1;
    private const byte CancelMark = 0;

    // A full queue has to shrink by so much in that time, or its peer is slow.
    private const int LeastProgress = 256 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ZmtpConnection, Subscriber> _subscribers = new();

    /// <summary>The message with which a new subscription to a topic is welcomed.</summary>
    public Func<byte[], IReadOnlyList<byte[]>>? Welcome { get; init; }

    /// <summary>The message that tells a peer how many bytes it has missed.</summary>
    public Func<long, IReadOnlyList<byte[]>>? Missed { get; init; }

    /// <summary>Queues a message, whose first frame is its topic, for every peer that wants it.</summary>
    /// <param name="frames">The message.</param>
    /// <param name="canBeMissed">Whether a slow peer does not get it.</param>
    public void Send(IReadOnlyList<byte[]> frames, bool canBeMissed = false)
    {
        byte[]? bytes = null;
        foreach (var (_, subscriber) in _subscribers)
        {
            lock (subscriber)
            {
                if (subscriber.Wants(frames[0]))
                    Deliver(subscriber, bytes ??= FrameWriter.Message(frames), canBeMissed);
            }
        }
    }

    /// <summary>Waits while a peer that reads has much to read.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public void WaitForRoom(CancellationToken cancellationToken)
    {
        foreach (var (_, subscriber) in _subscribers)
        {
            if (subscriber.Connection.PendingBytes > HighWater && !subscriber.IsSlow)
                WaitFor(subscriber, cancellationToken);
        }
    }

    protected override void OnOpened(ZmtpConnection connection) => _subscribers[connection] = new(connection);

    protected override void OnClosed(ZmtpConnection connection) => _subscribers.TryRemove(connection, out _);

    /// <summary>Version 3.1 subscribes by commands, 3.0 by messages.</summary>
    protected override void OnMessage(ZmtpConnection connection, byte[][] frames)
    {
        if (frames is not [[var mark, .. var topic]])
            return;
        if (mark == SubscribeMark)
            Subscribe(connection, topic);
        else if (mark == CancelMark)
            Cancel(connection, topic);
    }

    protected override void OnCommand(ZmtpConnection connection, string name, byte[] body)
    {
        if (name == ZmtpCommand.Subscribe)
            Subscribe(connection, body);
        else if (name == ZmtpCommand.Cancel)
            Cancel(connection, body);
    }

    private void Subscribe(ZmtpConnection connection, byte[] topic)
    {
        var subscriber = _subscribers[connection];
        lock (subscriber)
        {
            // Welcomed first: whatever is published from then on comes after it.
            if (Welcome is not null)
                connection.Send(FrameWriter.Message(Welcome(topic)));
            subscriber.Subscribe(topic);
        }
    }

    private void Cancel(ZmtpConnection connection, byte[] topic)
    {
        var subscriber = _subscribers[connection];
        lock (subscriber)
            subscriber.Cancel(topic);
    }

    private void Deliver(Subscriber subscriber, byte[] bytes, bool canBeMissed)
    {
        var connection = subscriber.Connection;
        if (subscriber.IsSlow && connection.PendingBytes < HighWater / 2)
            subscriber.IsSlow = false;
        if (subscriber.IsSlow && canBeMissed)
        {
            subscriber.MissedBytes += bytes.Length;
            return;
        }
        if (subscriber.MissedBytes > 0 && Missed is not null)
            connection.Send(FrameWriter.Message(Missed(subscriber.MissedBytes)));
        subscriber.MissedBytes = 0;
        connection.Send(bytes);
    }

    private static void WaitFor(Subscriber subscriber, CancellationToken cancellationToken)
    {
        var connection = subscriber.Connection;
        var watch = Stopwatch.StartNew();
        var sent = connection.SentBytes;
        while (connection.IsOpen && connection.PendingBytes > HighWater)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Thread.Sleep(1);
            if (watch.Elapsed < Patience)
                continue;
            if (connection.SentBytes - sent < LeastProgress)
            {
                lock (subscriber)
                    subscriber.IsSlow = true;
                return;
            }
            watch.Restart();
            sent = connection.SentBytes;
        }
    }
}
