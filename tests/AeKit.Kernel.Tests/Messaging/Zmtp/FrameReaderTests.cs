using AeKit.Kernel.Messaging.Zmtp;

namespace AeKit.Kernel.Tests.Messaging.Zmtp;

public sealed class FrameReaderTests
{
    private static readonly ZmtpLimits Limits = new() { CommandBytes = 40 };

    [Fact]
    public void Written_frames_are_as_the_standard_says()
    {
        Assert.Equal([1, 1, 7, 1, 0, 0, 2, 8, 9], FrameWriter.Message([[7], [], [8, 9]]));
        Assert.Equal([4, 6, 4, .. "PONG"u8, 5], FrameWriter.Command(ZmtpCommand.Create("PONG", [5])));
        var large = FrameWriter.Message([new byte[256]]);
        Assert.Equal([2, 0, 0, 0, 0, 0, 0, 1, 0], large[..9]);
        Assert.Equal(9 + 256, large.Length);
        Assert.Equal(RawPeer.Ready("ROUTER"), FrameWriter.Command(ZmtpCommand.CreateReady("ROUTER")));
        Assert.Equal(RawPeer.Greeting(), Greeting.Ours.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(8190)]
    [InlineData(100_000)]
    public void A_frame_arrives_whole_however_it_is_cut(int length)
    {
        var body = new byte[length];
        new Random(length).NextBytes(body);
        byte[] bytes = [.. RawPeer.Frame(1, body), .. RawPeer.Frame(0, [1, 2, 3])];
        foreach (var cut in (int[])[1, 3, 8192, int.MaxValue])
        {
            var reader = new FrameReader(new DrippingStream(bytes, cut), Limits);
            var first = reader.Read(100_000)!.Value;
            Assert.True(first.Flags.HasFlag(FrameFlags.More));
            Assert.Equal(body, first.Body);
            Assert.Equal([1, 2, 3], reader.Read(100_000)!.Value.Body);
            Assert.Null(reader.Read(100_000));
        }
    }

    [Fact]
    public void What_is_announced_takes_no_memory()
    {
        byte[] bytes = [2, 0, 0, 0, 0, 0x3f, 0xff, 0xff, 0xff, 1, 2, 3];
        var reader = new FrameReader(new MemoryStream(bytes), Limits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ZmtpException>(() => reader.Read(int.MaxValue));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Theory]
    [InlineData(new byte[] { 0, 11, 1 })] // longer than allowed
    [InlineData(new byte[] { 2, 0xff, 0, 0, 0, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 4, 41 })] // a command longer than allowed
    [InlineData(new byte[] { 8, 1, 1 })] // an unknown flag
    [InlineData(new byte[] { 5, 1, 1 })] // a command with more to come
    [InlineData(new byte[] { 0 })] // cut off
    [InlineData(new byte[] { 2, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 5, 1, 2 })]
    public void A_malformed_frame_is_refused(byte[] bytes)
    {
        Assert.Throws<ZmtpException>(() => new FrameReader(new MemoryStream(bytes), Limits).Read(10));
    }

    /// <summary>Gives only a few bytes at a time.</summary>
    private sealed class DrippingStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);
    }
}
