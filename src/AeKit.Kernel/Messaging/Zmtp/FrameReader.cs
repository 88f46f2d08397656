using System.Buffers.Binary;

namespace AeKit.Kernel.Messaging.Zmtp;

/// <summary>Takes frames from a peer's bytes. Memory grows with what has arrived, never with what is announced.</summary>
internal sealed class FrameReader(Stream stream, ZmtpLimits limits)
{
    private const FrameFlags Known = FrameFlags.More | FrameFlags.Long | FrameFlags.Command;
    private const int ShortHeader = 2;
    private const int LongHeader = 9;
    private const int FirstBody = 64 << 10;

    private readonly byte[] _buffer = new byte[8192];
    private int _start;
    private int _end;

    private ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    /// <returns>False if the peer has closed before it has greeted.</returns>
    /// <exception cref="ZmtpException">It is no greeting that this side understands.</exception>
    public bool TryReadGreeting()
    {
        while (Buffered.Length < Greeting.Length)
        {
            if (!TryFill(Buffered.Length + 1))
                return false;
            // A peer that speaks something else may wait for an answer for ever.
            if (!Greeting.MayStartWith(Buffered))
                throw new ZmtpException("The peer does not speak ZMTP 3.");
        }
        Greeting.Check(Buffered[..Greeting.Length]);
        _start += Greeting.Length;
        return true;
    }

    /// <summary>The next frame; null when the peer has closed between two frames.</summary>
    /// <param name="limit">The most bytes that the body may have, if it is not a command.</param>
    /// <exception cref="ZmtpException">It is no frame, one that is too long, or only a part of one.</exception>
    public Frame? Read(int limit)
    {
        if (!TryFill(ShortHeader))
            return Buffered.IsEmpty ? null : throw Truncated();
        var flags = (FrameFlags)Buffered[0];
        if ((flags & ~Known) != 0 || flags.HasFlag(FrameFlags.Command | FrameFlags.More))
            throw new ZmtpException("A frame has impossible flags.");
        var isLong = flags.HasFlag(FrameFlags.Long);
        if (isLong && !TryFill(LongHeader))
            throw Truncated();
        var length = isLong ? BinaryPrimitives.ReadUInt64BigEndian(Buffered[1..]) : Buffered[1];
        if (length > (ulong)(flags.HasFlag(FrameFlags.Command) ? limits.CommandBytes : limit))
            throw new ZmtpException("A frame is too long.");
        _start += isLong ? LongHeader : ShortHeader;
        return new(flags, ReadBody((int)length));
    }

    private byte[] ReadBody(int length)
    {
        var body = new byte[Math.Min(length, FirstBody)];
        var have = Math.Min(length, Buffered.Length);
        Buffered[..have].CopyTo(body);
        _start += have;
        while (have < length)
        {
            if (have == body.Length)
                Array.Resize(ref body, (int)Math.Min(length, 2L * body.Length));
            var read = stream.Read(body.AsSpan(have));
            have += read > 0 ? read : throw Truncated();
        }
        return body;
    }

    /// <summary>Reads on until <paramref name="count"/> bytes are buffered; false if the peer closes before.</summary>
    private bool TryFill(int count)
    {
        if (_start == _end)
            _start = _end = 0;
        if (_start + count > _buffer.Length)
        {
            Buffered.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        while (_end - _start < count)
        {
            var read = stream.Read(_buffer.AsSpan(_end));
            if (read == 0)
                return false;
            _end += read;
        }
        return true;
    }

    private static ZmtpException Truncated() => new("The peer has closed in the middle of a frame.");
}
