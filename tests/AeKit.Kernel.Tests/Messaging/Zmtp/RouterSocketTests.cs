using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AeKit.Kernel.Messaging.Zmtp;

namespace AeKit.Kernel.Tests.Messaging.Zmtp;

public sealed class RouterSocketTests : IDisposable
{
    private readonly ConcurrentQueue<byte[][]> _received = new();
    private readonly RouterSocket _router;
    private bool _echoes = true;

    public RouterSocketTests()
    {
        _router = new(new IPEndPoint(IPAddress.Loopback, 0), Receive, new() { Handshake = TimeSpan.FromSeconds(1), Connections = 20, MessageBytes = 1 << 20, PendingBytes = 8 << 20 });
        _router.Start();
    }

    public void Dispose() => _router.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Fact]
    public async Task It_greets_before_the_peer_has_said_a_word()
    {
        using var peer = await RawPeer.ConnectAsync(_router.EndPoint);
        Assert.Equal(RawPeer.Greeting(), await peer.ReadBytesAsync(64));
        // libzmq sends the signature, waits for the other's, and only then goes on.
        await peer.SendAsync(RawPeer.Greeting()[..10]);
        await Task.Delay(20);
        await peer.SendAsync(RawPeer.Greeting()[10..]);
        Assert.Equal(RawPeer.Ready("ROUTER"), await peer.ReadBytesAsync(RawPeer.Ready("ROUTER").Length));
        await peer.SendAsync(RawPeer.Ready("DEALER"));
        await peer.SendMessageAsync("hello"u8.ToArray());
        Assert.Equal("hello"u8.ToArray(), Assert.Single(await peer.ReadMessageAsync()));
    }

    [Fact]
    public async Task Each_peer_gets_its_own_answers()
    {
        using var first = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER");
        using var second = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER", "me");
        for (var i = 0; i < 100; i++)
        {
            await first.SendMessageAsync([], BitConverter.GetBytes(i));
            await second.SendMessageAsync("second"u8.ToArray(), new byte[i * 50], BitConverter.GetBytes(-i));
        }
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal([[], BitConverter.GetBytes(i)], await first.ReadMessageAsync());
            Assert.Equal(["second"u8.ToArray(), new byte[i * 50], BitConverter.GetBytes(-i)], await second.ReadMessageAsync());
        }
        Assert.Contains(_received, frames => Encoding.ASCII.GetString(frames[0]) == "me");
        Assert.False(_router.Send(["nobody"u8.ToArray(), []]));
    }

    [Fact]
    public async Task A_new_connection_takes_the_identity_over()
    {
        using var former = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER", "same");
        await former.SendMessageAsync([1]);
        Assert.Equal([[1]], await former.ReadMessageAsync());
        using var latter = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER", "same");
        await former.ReadToEndAsync();
        Assert.True(_router.Send(["same"u8.ToArray(), [2]]));
        Assert.Equal([[2]], await latter.ReadMessageAsync());
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        using var peer = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER");
        await peer.SendAsync(RawPeer.Command("PING", 0, 10, 0xab, 0xcd));
        Assert.Equal(RawPeer.Command("PONG", 0xab, 0xcd), await peer.ReadBytesAsync(9));
    }

    public static TheoryData<byte[]> Breaches => new()
    {
        Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        new byte[64],
        (byte[])[0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1, 0], // ZMTP 2
        RawPeer.Greeting(mechanism: "PLAIN"),
        RawPeer.Greeting(mechanism: "NULLX"),
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Ready("SUB")],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Frame(0, [1])],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Command("READY", 200, 1)],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER", new string('x', 256))],
        (byte[])[.. RawPeer.Greeting(), 6, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), .. RawPeer.Frame(1, [1]), .. RawPeer.Command("PING", 0, 0)],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), .. RawPeer.Command("PING", 0)],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), .. RawPeer.Frame(4, [])],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), .. RawPeer.Command("ERROR", 0)],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), 2, 0, 0, 0, 0, 0x10, 0, 0, 0],
        (byte[])[.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), .. Enumerable.Repeat(RawPeer.Frame(1, []), 2000).SelectMany(frame => frame)],
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_peer_that_breaks_the_protocol_loses_its_connection_and_no_one_else_does(byte[] bytes)
    {
        using var good = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER");
        using var bad = await RawPeer.ConnectAsync(_router.EndPoint);
        await bad.SendAsync(bytes);
        await bad.ReadToEndAsync();
        await good.SendMessageAsync([3]);
        Assert.Equal([[3]], await good.ReadMessageAsync());
        Assert.Single(_received);
    }

    [Fact]
    public async Task Silent_and_half_open_peers_go_when_their_time_is_up()
    {
        using var good = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER");
        using var silent = await RawPeer.ConnectAsync(_router.EndPoint);
        using var half = await RawPeer.ConnectAsync(_router.EndPoint);
        await half.SendAsync(RawPeer.Greeting()[..40]);
        await silent.ReadToEndAsync();
        await half.ReadToEndAsync();
        await good.SendMessageAsync([3]);
        Assert.Equal([[3]], await good.ReadMessageAsync());
    }

    [Fact]
    public async Task Peers_beyond_the_limit_are_turned_away_until_there_is_room()
    {
        using var good = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER");
        var crowd = new List<RawPeer>();
        for (var i = 0; i < 40; i++)
            crowd.Add(await RawPeer.ConnectAsync(_router.EndPoint));
        await crowd[^1].ReadToEndAsync();
        await good.SendMessageAsync([3]);
        Assert.Equal([[3]], await good.ReadMessageAsync());
        crowd.ForEach(peer => peer.Dispose());
        await UntilAsync(() => _router.ConnectionCount == 1);
        using var late = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER");
        await late.SendMessageAsync([4]);
        Assert.Equal([[4]], await late.ReadMessageAsync());
    }

    [Fact]
    public async Task A_peer_that_does_not_read_its_answers_is_lost_and_its_memory_with_it()
    {
        using var good = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER");
        using var deaf = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER", "deaf");
        await deaf.SendMessageAsync([1]);
        await UntilAsync(() => !_received.IsEmpty);
        var block = new byte[1 << 20];
        var sent = 0;
        while (_router.Send(["deaf"u8.ToArray(), block]) && sent++ < 100)
            await Task.Delay(1);
        Assert.InRange(sent, 8, 99);
        await good.SendMessageAsync([3]);
        Assert.Equal([[3]], await good.ReadMessageAsync());
    }

    [Fact]
    public async Task What_is_queued_goes_out_before_the_end()
    {
        _echoes = false;
        using var peer = await RawPeer.ConnectAsync(_router.EndPoint, "DEALER", "x");
        await peer.SendMessageAsync([1]);
        await UntilAsync(() => !_received.IsEmpty);
        _router.Send(["x"u8.ToArray(), new byte[3 << 20]]);
        _router.Send(["x"u8.ToArray(), [9]]);
        var ending = _router.DisposeAsync();
        Assert.Equal(3 << 20, Assert.Single(await peer.ReadMessageAsync()).Length);
        Assert.Equal([[9]], await peer.ReadMessageAsync());
        await ending;
        await peer.ReadToEndAsync();
    }

    private void Receive(byte[][] frames)
    {
        _received.Enqueue(frames);
        if (_echoes)
            _router.Send(frames);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++)
            await Task.Delay(10);
        Assert.True(condition());
    }
}
