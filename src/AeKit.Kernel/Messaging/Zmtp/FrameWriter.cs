using System.Buffers.Binary;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>Messages and commands as bytes, each in one piece so that it takes one write.</summary>
internal static class FrameWriter
{
    public static byte[] Message(IReadOnlyList<byte[]> frames)
    {
        var bytes = new byte[frames.Sum(frame => HeaderLength(frame.Length) + frame.Length)];
        var rest = bytes.AsSpan();
        for (var i = 0; i < frames.Count; i++)
            rest = Write(rest, i < frames.Count - 1 ? FrameFlags.More : FrameFlags.None, frames[i]);
        return bytes;
    }

    public static byte[] Command(byte[] body)
    {
        var bytes = new byte[HeaderLength(body.Length) + body.Length];
        Write(bytes, FrameFlags.Command, body);
        return bytes;
    }

    private static int HeaderLength(int length) => length <= byte.MaxValue ? 2 : 9;

    private static Span<byte> Write(Span<byte> target, FrameFlags flags, byte[] body)
    {
        var header = HeaderLength(body.Length);
        if (header == 2)
        {
            target[0] = (byte)flags;
            target[1] = (byte)body.Length;
        }
        else
        {
            target[0] = (byte)(flags | FrameFlags.Long);
            BinaryPrimitives.WriteUInt64BigEndian(target[1..], (ulong)body.Length);
        }
        body.CopyTo(target[header..]);
        return target[(header + body.Length)..];
    }
}
