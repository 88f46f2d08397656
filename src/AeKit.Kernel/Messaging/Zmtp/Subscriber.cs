namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>A peer of a <see cref="PublisherSocket"/>: what it wants, and whether it keeps up. Used under its own lock.</summary>
internal sealed class Subscriber(ZmtpConnection connection)
{
    private const int MostSubscriptions = 100;

    private readonly List<byte[]> _topics = [];

    public ZmtpConnection Connection { get; } = connection;

    /// <summary>Whether it has let its queue fill up and not caught up since.</summary>
    public bool IsSlow { get; set; }

    /// <summary>What it has missed since it was last told.</summary>
    public long MissedBytes { get; set; }

    /// <exception cref="ZmtpException">It has too many.</exception>
    public void Subscribe(byte[] topic)
    {
        if (_topics.Count == MostSubscriptions)
            throw new ZmtpException("The peer subscribes to too much.");
        _topics.Add(topic);
    }

    public void Cancel(byte[] topic)
    {
        var index = _topics.FindIndex(present => present.AsSpan().SequenceEqual(topic));
        if (index >= 0)
            _topics.RemoveAt(index);
    }

    /// <summary>Whether it wants messages whose first frame is <paramref name="topic"/>.</summary>
    public bool Wants(byte[] topic) => _topics.Exists(prefix => topic.AsSpan().StartsWith(prefix));
}
