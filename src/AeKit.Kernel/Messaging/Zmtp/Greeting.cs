namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>
/// The 64 bytes that each side of a connection sends first, and without waiting for the other's: signature, version
/// 3.1, mechanism NULL (RFC 37, section "Version Negotiation").
/// </summary>
internal static class Greeting
{
    public const int Length = 64;

    private const int VersionOffset = 10;
    private const int MechanismOffset = 12;
    private const int MechanismLength = 20;
    private const byte Major = 3;
    private const byte Minor = 1;

    /// <summary>What this side sends.</summary>
    public static ReadOnlyMemory<byte> Ours { get; } = Create();

    /// <summary>Whether a peer that has sent <paramref name="start"/> so far may still be greeting.</summary>
    public static bool MayStartWith(ReadOnlySpan<byte> start) =>
        (start.Length < 1 || start[0] == 0xff)
        && (start.Length < VersionOffset || (start[VersionOffset - 1] & 1) == 1)
        && (start.Length <= VersionOffset || start[VersionOffset] >= Major);

    /// <exception cref="ZmtpException">The peer does not speak version 3, or wants security that this side lacks.</exception>
    public static void Check(ReadOnlySpan<byte> greeting)
    {
        if (!MayStartWith(greeting))
            throw new ZmtpException("The peer does not speak ZMTP 3.");
        if (!greeting.Slice(MechanismOffset, MechanismLength).TrimEnd((byte)0).SequenceEqual("NULL"u8))
            throw new ZmtpException("The peer asks for a security mechanism other than NULL.");
    }

    private static byte[] Create()
    {
        var greeting = new byte[Length];
        greeting[0] = 0xff;
        greeting[VersionOffset - 1] = 0x7f;
        greeting[VersionOffset] = Major;
        greeting[VersionOffset + 1] = Minor;
        "NULL"u8.CopyTo(greeting.AsSpan(MechanismOffset));
        return greeting;
    }
}
