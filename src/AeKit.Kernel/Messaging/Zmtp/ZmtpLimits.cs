namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>What a peer may cost.</summary>
internal sealed record ZmtpLimits
{
    /// <summary>The bytes of all frames of a message that a peer sends.</summary>
    public int MessageBytes { get; init; } = 64 << 20;

    /// <summary>The frames of a message that a peer sends.</summary>
    public int MessageFrames { get; init; } = 1024;

    /// <summary>The bytes of a command that a peer sends.</summary>
    public int CommandBytes { get; init; } = 4096;

    /// <summary>The bytes that wait for a peer to read them; one that lets more pile up is lost.</summary>
    public long PendingBytes { get; init; } = 64 << 20;

    /// <summary>Connections to one socket at a time.</summary>
    public int Connections { get; init; } = 200;

    /// <summary>The time from a connection to the end of its handshake.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);
}
