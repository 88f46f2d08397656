using System.Net;
using System.Text;
using AeKit.Kernel.Messaging.Zmtp;

namespace AeKit.Kernel.Tests.Messaging.Zmtp;

public sealed class PublisherSocketTests : IDisposable
{
    private readonly PublisherSocket _publisher = new(new IPEndPoint(IPAddress.Loopback, 0))
    {
        Welcome = topic => ["welcome"u8.ToArray(), topic],
        Missed = bytes => ["missed"u8.ToArray(), BitConverter.GetBytes(bytes)],
    };

    public PublisherSocketTests() => _publisher.Start();

    public void Dispose() => _publisher.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Subscriptions_of_both_versions_are_prefixes_and_can_be_cancelled(byte minor)
    {
        using var peer = await RawPeer.ConnectAsync(_publisher.EndPoint, "SUB", minor: minor);
        await SubscribeAsync(peer, "a", minor);
        await SubscribeAsync(peer, "b", minor);
        Publish("c", 1);
        Publish("abc", 2);
        Publish("b", 3);
        Assert.Equal(["abc"u8.ToArray(), [2]], await peer.ReadMessageAsync());
        Assert.Equal(["b"u8.ToArray(), [3]], await peer.ReadMessageAsync());
        await peer.SendAsync(minor == 0 ? RawPeer.Message([0, (byte)'a']) : RawPeer.Command("CANCEL", (byte)'a'));
        await SubscribeAsync(peer, "", minor);
        await peer.SendAsync(minor == 0 ? RawPeer.Message([0]) : RawPeer.Command("CANCEL"));
        await SubscribeAsync(peer, "d", minor);
        Publish("a", 4);
        Publish("b", 5);
        Assert.Equal(["b"u8.ToArray(), [5]], await peer.ReadMessageAsync());
    }

    [Fact]
    public async Task A_reader_gets_everything_however_much_it_is()
    {
        using var peer = await RawPeer.ConnectAsync(_publisher.EndPoint, "SUB");
        await SubscribeAsync(peer, "");
        var publishing = Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                _publisher.WaitForRoom(default);
                _publisher.Send([BitConverter.GetBytes(i), new byte[100_000]], canBeMissed: true);
            }
        });
        for (var i = 0; i < 1000; i++)
            Assert.Equal(i, BitConverter.ToInt32((await peer.ReadMessageAsync())[0]));
        await publishing;
    }

    [Fact]
    public async Task One_that_does_not_read_holds_no_one_up_and_learns_what_it_has_missed()
    {
        using var good = await RawPeer.ConnectAsync(_publisher.EndPoint, "SUB");
        using var deaf = await RawPeer.ConnectAsync(_publisher.EndPoint, "SUB");
        await SubscribeAsync(good, "");
        await SubscribeAsync(deaf, "");
        const int count = 2000, size = 50_000;
        var publishing = Task.Run(() =>
        {
            for (var i = 0; i < count; i++)
            {
                _publisher.WaitForRoom(default);
                _publisher.Send([BitConverter.GetBytes(i), new byte[size]], canBeMissed: true);
            }
            _publisher.Send(["last"u8.ToArray(), []]);
        });
        for (var i = 0; i < count; i++)
            Assert.Equal(i, BitConverter.ToInt32((await good.ReadMessageAsync())[0]));
        await publishing;
        Assert.Equal("last"u8.ToArray(), (await good.ReadMessageAsync())[0]);

        var read = 0;
        byte[][] message;
        while ((message = await deaf.ReadMessageAsync())[0].Length == sizeof(int))
            Assert.Equal(read++, BitConverter.ToInt32(message[0]));
        Assert.InRange(read, 1, count - 1);
        Assert.Equal("missed", Encoding.ASCII.GetString(message[0]));
        Assert.InRange(BitConverter.ToInt64(message[1]), (count - read) * (long)size, (count - read) * (size + 100L));
        Assert.Equal("last"u8.ToArray(), (await deaf.ReadMessageAsync())[0]);
    }

    [Fact]
    public async Task Waiting_for_room_can_be_cancelled()
    {
        using var slow = await RawPeer.ConnectAsync(_publisher.EndPoint, "SUB");
        await SubscribeAsync(slow, "");
        for (var i = 0; i < 20; i++)
            _publisher.Send([new byte[1 << 20]]);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => _publisher.WaitForRoom(cancelled.Token));
    }

    private void Publish(string topic, byte content) => _publisher.Send([Encoding.ASCII.GetBytes(topic), [content]]);

    private static async Task SubscribeAsync(RawPeer peer, string topic, byte minor = 1)
    {
        var bytes = Encoding.ASCII.GetBytes(topic);
        await peer.SendAsync(minor == 0 ? RawPeer.Message([1, .. bytes]) : RawPeer.Command("SUBSCRIBE", bytes));
        Assert.Equal(["welcome"u8.ToArray(), bytes], await peer.ReadMessageAsync());
    }
}
