namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>The unit of the wire: a part of a message, or a command.</summary>
internal readonly record struct Frame(FrameFlags Flags, byte[] Body);

/// <summary>The first byte of a frame.</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,
    More = 1,
    Long = 2,
    Command = 4,
}
