using System.Net;
using AeKit.Kernel.Messaging.Zmtp;

namespace AeKit.Kernel.Tests.Messaging.Zmtp;

public sealed class EchoSocketTests
{
    [Fact]
    public async Task Everything_comes_back_with_its_envelope()
    {
        await using var echo = new EchoSocket(new IPEndPoint(IPAddress.Loopback, 0));
        echo.Start();
        using var peer = await RawPeer.ConnectAsync(echo.EndPoint, "REQ");
        await peer.SendMessageAsync([], "ping"u8.ToArray());
        Assert.Equal([[], "ping"u8.ToArray()], await peer.ReadMessageAsync());
    }

    [Fact]
    public async Task An_address_can_be_used_again_at_once()
    {
        var first = new EchoSocket(new IPEndPoint(IPAddress.Loopback, 0));
        first.Start();
        using var peer = await RawPeer.ConnectAsync(first.EndPoint, "REQ");
        var address = first.EndPoint;
        await first.DisposeAsync(); // Closed from this side first, as a kernel that is restarted does.
        await using var second = new EchoSocket(address);
        second.Start();
        using var again = await RawPeer.ConnectAsync(address, "REQ");
        await again.SendMessageAsync([], [1]);
        Assert.Equal([[], [1]], await again.ReadMessageAsync());
    }
}
