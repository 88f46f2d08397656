namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>A peer breaks the protocol; it loses its connection, and nothing else happens.</summary>
internal sealed class ZmtpException(string message) : Exception(message);
