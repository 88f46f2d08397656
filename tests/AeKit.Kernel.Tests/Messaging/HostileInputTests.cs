using System.Net;
using System.Text.Json.Nodes;
using AeKit.Kernel.Tests.Messaging.Zmtp;

namespace AeKit.Kernel.Tests.Messaging;

public sealed class HostileInputTests(KernelInProcess kernel) : IClassFixture<KernelInProcess>
{
    private const int Connections = 20_000;
    private const int Workers = 4;
    private const int Parts = 10;

    private readonly JupyterClient _client = kernel.Client;

    /// <summary>Five mutations in each of the connections: four in messages that arrive whole, one in what frames them.</summary>
    [Fact]
    public async Task A_hundred_thousand_mutations_change_nothing_for_a_client_beside_them()
    {
        using var attacked = new KernelProcess();
        using var client = await attacked.ConnectAsync();
        await client.ExecuteAsync("var evaluated = 0;");
        var memory = 0L;
        for (var part = 0; part < Parts; part++)
        {
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() =>
                AttackAsync(attacked.Connection, client, new Random(part * Workers + worker), Connections / Parts / Workers))));
            Assert.Equal($"{part}", (await client.ExecuteAsync($"{part}")).Value);
            Assert.Equal("ok", (await client.AskAsync("kernel_info", channel: "control")).Status);
            attacked.Process.Refresh();
            if (part == 1)
                memory = attacked.Process.WorkingSet64;
        }
        var grown = attacked.Process.WorkingSet64 - memory;
        Assert.True(grown < 50 << 20, $"It took {grown >> 20} MB.");
        Assert.Equal("0", (await client.ExecuteAsync("evaluated")).Value);
        await client.AskAsync("shutdown", channel: "control");
        var (exitCode, errors) = await attacked.EndAsync();
        Assert.Equal(0, exitCode);
        Assert.InRange(errors.Trim().Split('\n').Length, 1, 2); // that a signature was wrong, once for each of shell and control
    }

    [Fact]
    public async Task Nothing_without_the_clients_signature_is_evaluated()
    {
        await _client.ExecuteAsync("var forged = 0;");
        using var peer = await RawPeer.ConnectAsync(EndPoint("shell_port"), "DEALER");
        var genuine = _client.Frames("execute_request", JupyterClient.Execute("forged++;"), "genuine", (string)kernel.Connection["key"]!);
        var forged = _client.Frames("execute_request", JupyterClient.Execute("forged++;"), "forged", "another key");
        byte[][] unsigned = [forged[0], [], .. forged[2..]];
        byte[][] cut = [genuine[0], genuine[1][..32], .. genuine[2..]];
        byte[][] exchanged = [.. genuine[..5], forged[5].Append((byte)' ').ToArray()];
        foreach (var frames in (byte[][][])[forged, unsigned, cut, exchanged, [], [[]], genuine[1..], genuine[..4]])
        {
            if (frames.Length > 0)
                await peer.SendMessageAsync(frames);
        }
        await peer.SendMessageAsync(genuine);
        await peer.SendMessageAsync(genuine); // replayed
        await _client.FindAsync(message => message.Request == "genuine" && message.State == "idle");
        Assert.Equal("1", (await _client.ExecuteAsync("forged")).Value);
    }

    [Fact]
    public async Task Half_open_connections_and_bare_probes_are_survived()
    {
        var peers = new List<RawPeer>();
        foreach (var port in (string[])["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"])
        {
            for (var i = 0; i < 40; i++)
                peers.Add(await RawPeer.ConnectAsync(EndPoint(port)));
        }
        for (var i = 0; i < peers.Count; i += 2)
            await peers[i].SendAsync(RawPeer.Greeting()[..(i % 64)]);
        Assert.Equal("3", (await _client.ExecuteAsync("1 + 2")).Value);
        peers.ForEach(peer => peer.Dispose());
        using var other = await JupyterClient.ConnectAsync(kernel.Connection);
        Assert.Equal("4", (await other.ExecuteAsync("2 + 2")).Value);
    }

    private IPEndPoint EndPoint(string port) => new(IPAddress.Loopback, (int)kernel.Connection[port]!);

    private static async Task AttackAsync(JsonObject target, JupyterClient signer, Random random, int connections)
    {
        string[] ports = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"];
        string[] types = ["DEALER", "DEALER", "DEALER", "SUB", "REQ"];
        for (var i = 0; i < connections; i++)
        {
            var channel = random.Next(ports.Length);
            byte[] handshake = [.. RawPeer.Greeting(), .. RawPeer.Ready(types[channel], $"mutant{random.Next(100)}")];
            var stranger = signer.Frames("execute_request", JupyterClient.Execute("evaluated++;"), "mutant", "not the key");
            var client = signer.Frames("kernel_info_request", [], "mutant", (string)target["key"]!);
            byte[] framing = [.. RawPeer.Command("PING", 0, 1, 2), .. RawPeer.Command("SUBSCRIBE"), .. RawPeer.Message([1]), .. RawPeer.Message(stranger)];
            using var peer = await RawPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, (int)target[ports[channel]]!));
            await TrySendAsync(peer, random.Next(4) == 0 ? Mutate(handshake, random) : handshake);
            for (var j = 0; j < 4; j++)
                await TrySendAsync(peer, RawPeer.Message(MutateOne(j < 3 ? stranger : client, random)));
            await TrySendAsync(peer, Mutate(framing, random));
            await peer.FinishAsync();
        }
    }

    private static byte[][] MutateOne(byte[][] frames, Random random)
    {
        var mutated = frames.ToArray();
        var index = random.Next(frames.Length);
        mutated[index] = Mutate(frames[index], random);
        return mutated;
    }

    private static byte[] Mutate(byte[] conversation, Random random)
    {
        var bytes = conversation.ToArray();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var position = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[position] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[position] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes = [.. bytes[..position], .. bytes[Math.Min(bytes.Length, position + random.Next(20))..], 0];
                    break;
                default:
                    var more = new byte[random.Next(20)];
                    random.NextBytes(more);
                    bytes = [.. bytes[..position], .. more, .. bytes[position..]];
                    break;
            }
        }
        return bytes;
    }

    private static async Task TrySendAsync(RawPeer peer, byte[] bytes)
    {
        try
        {
            await peer.SendAsync(bytes);
        }
        catch (IOException)
        {
            // The kernel has had enough of this peer.
        }
    }
}
