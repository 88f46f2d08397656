using System.Diagnostics;

namespace AeKit.Kernel.Tests.Messaging;

public sealed class InterruptTests(KernelInProcess kernel) : IClassFixture<KernelInProcess>
{
    private readonly JupyterClient _client = kernel.Client;

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("while (true) Console.WriteLine(new string('x', 100));")]
    [InlineData("while (true) display(1);")]
    public async Task A_cell_is_stopped_and_the_session_goes_on(string code)
    {
        await _client.ExecuteAsync("var kept = 7;");
        var id = await _client.SendAsync("shell", "execute_request", JupyterClient.Execute("Console.Write(\"go\");" + code));
        var behind = await _client.SendAsync("shell", "execute_request", JupyterClient.Execute("1"));
        await _client.FindAsync(message => message.Request == id && message.Type == "stream");
        await Task.Delay(100);
        var watch = Stopwatch.StartNew();
        var interrupt = await _client.SendAsync("control", "interrupt_request");
        Assert.Equal("ok", (await _client.FindAsync(message => message.Channel == "control" && message.Request == interrupt)).Status);
        var answered = watch.Elapsed;

        var cell = await _client.EndAsync(id);
        Assert.Equal("error", cell.Status);
        Assert.Equal("OperationCanceledException", (string?)cell.Of("error").Single().Content["ename"]);
        Assert.Equal("aborted", (await _client.EndAsync(behind)).Status);
        Assert.True(answered < TimeSpan.FromSeconds(2), $"The interrupt was answered after {answered}.");
        var after = await _client.ExecuteAsync("kept");
        Assert.Equal("7", after.Value);
    }

    [Fact]
    public async Task An_interrupt_of_nothing_is_harmless()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal("ok", (await _client.AskAsync("interrupt", channel: "control")).Status);
        Assert.Equal("2", (await _client.ExecuteAsync("1 + 1")).Value);
        Assert.Equal("ok", (await _client.AskAsync("interrupt")).Status); // on the shell channel, as old clients do
    }

    [Fact]
    public async Task A_hundred_megabytes_arrive_and_can_be_interrupted()
    {
        var all = await _client.ExecuteAsync("var line = new string('y', 999); for (var i = 0; i < 100_000; i++) Console.WriteLine(line);");
        Assert.Equal("ok", all.Status);
        Assert.Equal(100_000_000, all.Of("stream").Sum(message => ((string)message.Content["text"]!).Length));

        var endless = await _client.SendAsync("shell", "execute_request", JupyterClient.Execute("while (true) Console.WriteLine(line);"));
        await _client.FindAsync(message => message.Request == endless && message.Type == "stream");
        var watch = Stopwatch.StartNew();
        var interrupt = await _client.SendAsync("control", "interrupt_request");
        await _client.FindAsync(message => message.Channel == "control" && message.Request == interrupt);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"The interrupt was answered after {watch.Elapsed}.");
        Assert.Equal("error", (await _client.EndAsync(endless)).Status);
    }
}
