using System.Net;
using System.Text.Json.Nodes;
using AeKit.Kernel.Tests.Messaging.Zmtp;

namespace AeKit.Kernel.Tests.Messaging;

public sealed class RequestTests(KernelInProcess kernel) : IClassFixture<KernelInProcess>
{
    private readonly JupyterClient _client = kernel.Client;

    [Theory]
    [InlineData("shell")]
    [InlineData("control")]
    public async Task The_kernel_introduces_itself(string channel)
    {
        var info = await _client.AskAsync("kernel_info", channel: channel);

        Assert.Equal("busy idle", info.Order);
        Assert.Equal("ok", info.Status);
        Assert.Equal("5.4", (string?)info.Content["protocol_version"]);
        Assert.Equal("aekit", (string?)info.Content["implementation"]);
        Assert.Equal("C#", (string?)info.Content["language_info"]!["name"]);
        Assert.Equal(".cs", (string?)info.Content["language_info"]!["file_extension"]);
        Assert.Equal("text/x-csharp", (string?)info.Content["language_info"]!["mimetype"]);
        Assert.False(string.IsNullOrEmpty((string?)info.Content["banner"]));
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("if (true) {", "incomplete")]
    [InlineData("int = 7q;", "invalid")]
    public async Task It_tells_whether_code_is_complete(string code, string status)
    {
        var reply = await _client.AskAsync("is_complete", new() { ["code"] = code });
        Assert.Equal(status, reply.Status);
        Assert.Equal(status == "incomplete", reply.Content["indent"] is not null);
    }

    [Fact]
    public async Task Completion_counts_characters_as_the_client_does()
    {
        await _client.ExecuteAsync("var someNumber = 1;");
        const string code = "var s = \"😀😀\"; someNum";
        var characters = code.Length - 2;
        var reply = await _client.AskAsync("complete", new() { ["code"] = code, ["cursor_pos"] = characters });

        Assert.Equal(["someNumber"], ((JsonArray)reply.Content["matches"]!).Select(match => (string)match!));
        Assert.Equal(characters - "someNum".Length, (int)reply.Content["cursor_start"]!);
        Assert.Equal(characters, (int)reply.Content["cursor_end"]!);
        var typed = reply.Content["metadata"]!["_jupyter_types_experimental"]![0]!;
        Assert.Equal("someNumber", (string?)typed["text"]);
        Assert.False(string.IsNullOrEmpty((string?)typed["type"]));
    }

    [Fact]
    public async Task Inspection_finds_what_a_name_means()
    {
        var reply = await _client.AskAsync("inspect", new() { ["code"] = "Console.WriteLine", ["cursor_pos"] = 3, ["detail_level"] = 0 });
        Assert.True((bool)reply.Content["found"]!);
        Assert.Contains("Console", (string?)reply.Content["data"]!["text/plain"], StringComparison.Ordinal);

        var nothing = await _client.AskAsync("inspect", new() { ["code"] = "   ", ["cursor_pos"] = 1 });
        Assert.Equal("ok", nothing.Status);
        Assert.False((bool)nothing.Content["found"]!);
        Assert.Empty((JsonObject)nothing.Content["data"]!);
    }

    [Fact]
    public async Task Comms_are_refused_politely()
    {
        var id = await _client.SendAsync("shell", "comm_open", new() { ["comm_id"] = "c1", ["target_name"] = "jupyter.widget.control", ["data"] = new JsonObject() });
        var close = await _client.FindAsync(message => message.Type == "comm_close");
        Assert.Equal("c1", (string?)close.Content["comm_id"]);
        Assert.IsType<JsonObject>(close.Content["data"]);
        Assert.Equal(id, close.Request);
        await _client.SendAsync("shell", "comm_msg", new() { ["comm_id"] = "c1", ["data"] = new JsonObject() });
        await _client.SendAsync("shell", "comm_close", new() { ["comm_id"] = "c1" });
        var info = await _client.AskAsync("comm_info", new() { ["target_name"] = "jupyter.widget" });
        Assert.Equal("ok", info.Status);
        Assert.Empty((JsonObject)info.Content["comms"]!);
    }

    [Fact]
    public async Task What_it_does_not_know_is_answered_with_an_error()
    {
        foreach (var channel in (string[])["shell", "control"])
        {
            var reply = await _client.AskAsync("debug", new() { ["type"] = "request" }, channel);
            Assert.Equal("debug_reply", reply.Reply.Type);
            Assert.Equal("error", reply.Status);
        }
        await _client.SendAsync("shell", "something_else");
        var ports = await _client.AskAsync("connect");
        Assert.Equal((int)kernel.Connection["hb_port"]!, (int)ports.Content["hb_port"]!);
    }

    [Fact]
    public async Task The_heartbeat_beats_while_a_cell_computes()
    {
        var id = await _client.SendAsync("shell", "execute_request", JupyterClient.Execute("while (true) { }"));
        await _client.FindAsync(message => message.Request == id && message.Type == "execute_input");
        using var heart = await RawPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, (int)kernel.Connection["hb_port"]!), "REQ");
        await heart.SendMessageAsync([], "ping"u8.ToArray());
        Assert.Equal([[], "ping"u8.ToArray()], await heart.ReadMessageAsync());
        await _client.AskAsync("interrupt", channel: "control");
        await _client.EndAsync(id);
    }

    [Fact]
    public async Task A_second_client_sees_what_the_first_one_runs()
    {
        using var other = await JupyterClient.ConnectAsync(kernel.Connection);
        var cell = await _client.ExecuteAsync("Console.Write(\"for all\");");
        var seen = await other.FindAsync(message => message.Type == "stream" && message.Request == cell.Reply.Request);
        Assert.Equal("for all", (string?)seen.Content["text"]);
        Assert.Empty(other.Messages("shell", cell.Reply.Request!));
        Assert.Equal("3", (await other.ExecuteAsync("1 + 2")).Value);
    }
}
