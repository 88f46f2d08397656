using System.Net;
using AeKit.Kernel.Tests.Messaging.Zmtp;

namespace AeKit.Kernel.Tests.Messaging;

public sealed class InputTests(KernelInProcess kernel) : IClassFixture<KernelInProcess>
{
    private readonly JupyterClient _client = kernel.Client;
    private int _answered;

    [Fact]
    public async Task The_client_that_runs_a_cell_is_asked()
    {
        using var other = await JupyterClient.ConnectAsync(kernel.Connection);
        var id = await StartAsync("var name = Console.ReadLine(); var second = Console.ReadLine(); name + second");
        await AnswerAsync(id, "Ä😀");
        await AnswerAsync(id, "!");

        Assert.Equal("Ä😀!", (await _client.EndAsync(id)).Value);
        Assert.Empty(other.Messages("stdin", id));
    }

    [Fact]
    public async Task Waiting_for_an_answer_can_be_interrupted()
    {
        var id = await StartAsync("Console.ReadLine()");
        await _client.FindAsync(message => message.Type == "input_request" && message.Request == id);
        await _client.AskAsync("interrupt", channel: "control");

        Assert.Equal("error", (await _client.EndAsync(id)).Status);
        Assert.Equal("2", (await _client.ExecuteAsync("1 + 1")).Value);
    }

    [Fact]
    public async Task A_client_that_allows_no_input_is_not_asked()
    {
        var cell = await _client.ExecuteAsync("Console.ReadLine()");

        Assert.Equal("error", cell.Status);
        Assert.Contains("needs input", (string?)cell.Content["evalue"], StringComparison.Ordinal);
        Assert.Empty(_client.Messages("stdin", cell.Reply.Request!));
    }

    [Fact]
    public async Task A_client_without_an_input_channel_gets_an_error()
    {
        using var shell = await RawPeer.ConnectAsync(new IPEndPoint(IPAddress.Loopback, (int)kernel.Connection["shell_port"]!), "DEALER", "deaf");
        var id = Guid.NewGuid().ToString();
        await shell.SendMessageAsync(_client.Frames("execute_request", JupyterClient.Execute("Console.ReadLine()", content => content["allow_stdin"] = true), id, (string)kernel.Connection["key"]!));

        var error = await _client.FindAsync(message => message.Type == "error" && message.Request == id);
        Assert.Contains("input channel", (string?)error.Content["evalue"], StringComparison.Ordinal);
    }

    private Task<string> StartAsync(string code) =>
        _client.SendAsync("shell", "execute_request", JupyterClient.Execute(code, content => content["allow_stdin"] = true));

    private async Task AnswerAsync(string request, string answer)
    {
        var question = await _client.FindAsync(message => message.Type == "input_request" && message.Request == request && _client.Messages("stdin", request).Count > _answered);
        _answered++;
        Assert.Equal("stdin", question.Channel);
        Assert.False((bool)question.Content["password"]!);
        await _client.SendAsync("stdin", "input_reply", new() { ["value"] = answer });
    }
}
