using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Tests.Messaging;

public sealed class StartTests
{
    [Theory]
    [InlineData("shell", false)]
    [InlineData("control", true)]
    public async Task It_shuts_down_when_asked_even_while_a_cell_runs(string channel, bool restart)
    {
        using var kernel = new KernelProcess();
        using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();"); // a thread that would keep the process
        if (channel == "control")
            await client.SendAsync("shell", "execute_request", JupyterClient.Execute("while (true) { }"));
        var reply = await client.AskAsync("shutdown", new() { ["restart"] = restart }, channel);

        Assert.Equal("ok", reply.Status);
        Assert.Equal(restart, (bool)reply.Content["restart"]!);
        Assert.Equal("busy idle", reply.Order);
        Assert.Equal((0, ""), await kernel.EndAsync());
    }

    [Fact]
    public async Task The_first_cells_can_come_while_the_compiler_warms_up()
    {
        using var kernel = new KernelProcess();
        using var client = await kernel.ConnectAsync();
        foreach (var code in (string[])["var shown = display(\"one\");", "shown.Update(\"two\"); clearOutput();", "using System.IO.Compression; typeof(ZipArchive).Display(); display(2);", "display(3);"])
        {
            var cell = await client.ExecuteAsync(code);
            Assert.True(cell.Status == "ok", cell.Content.ToJsonString());
        }
    }

    [Fact]
    public async Task A_kernel_that_is_restarted_takes_over_the_same_ports()
    {
        using var first = new KernelProcess();
        using var client = await first.ConnectAsync();
        Assert.Equal("2", (await client.ExecuteAsync("var x = 2; x")).Value);
        await client.AskAsync("shutdown", new() { ["restart"] = true }, "control");
        await first.EndAsync();
        using var second = new KernelProcess(first.Connection);
        using var again = await second.ConnectAsync();
        Assert.Equal("error", (await again.ExecuteAsync("x")).Status);
        Assert.Equal("3", (await again.ExecuteAsync("3")).Value);
    }

    [Fact]
    public async Task Paths_are_relative_to_the_folder_it_was_started_in()
    {
        using var kernel = new KernelProcess();
        using var client = await kernel.ConnectAsync();
        Assert.Equal("True", (await client.ExecuteAsync("System.IO.File.Exists(\"kernel-1.json\")")).Value);
    }

    [UnixFact(Interrupts = true)]
    public async Task Ctrl_C_interrupts_the_cell_and_not_the_kernel()
    {
        using var kernel = new KernelProcess();
        using var client = await kernel.ConnectAsync();
        var id = await client.SendAsync("shell", "execute_request", JupyterClient.Execute("Console.Write(\"go\"); while (true) { }"));
        await client.FindAsync(message => message.Request == id && message.Type == "stream");
        Signal("INT", kernel.Process.Id);
        Assert.Equal("error", (await client.EndAsync(id)).Status);
        Signal("INT", kernel.Process.Id);
        await client.ExecuteAsync("1"); // The signal comes when the system delivers it, so it may still meet this cell.
        Assert.Equal("4", (await client.ExecuteAsync("2 + 2")).Value);
    }

    [UnixFact]
    public async Task A_request_to_terminate_ends_it_in_order()
    {
        using var kernel = new KernelProcess();
        using var client = await kernel.ConnectAsync();
        await client.ExecuteAsync("1");
        Signal("TERM", kernel.Process.Id);
        Assert.Equal((0, ""), await kernel.EndAsync());
    }

    [UnixFact]
    public async Task It_does_not_outlive_the_client_that_started_it()
    {
        using var parent = Process.Start("sleep", "1000");
        using var kernel = new KernelProcess(configure: start => start.Environment["JPY_PARENT_PID"] = $"{parent.Id}");
        using var client = await kernel.ConnectAsync();
        await Task.Delay(1500);
        Assert.Equal("1", (await client.ExecuteAsync("1")).Value);
        parent.Kill();
        await parent.WaitForExitAsync();
        Assert.Equal(0, (await kernel.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_cell_that_uses_up_the_thread_pool_keeps_no_one_from_the_control_channel()
    {
        using var kernel = new KernelProcess();
        using var client = await kernel.ConnectAsync();
        var id = await client.SendAsync("shell", "execute_request", JupyterClient.Execute(
            "for (var i = 0; i < 1000; i++) { Task.Run(() => System.Threading.Thread.Sleep(-1)); } Console.Write(\"go\"); System.Threading.Thread.Sleep(-1);"));
        await client.FindAsync(message => message.Request == id && message.Type == "stream");
        var watch = Stopwatch.StartNew();
        Assert.Equal("ok", (await client.AskAsync("interrupt", channel: "control")).Status);
        Assert.Equal("ok", (await client.AskAsync("kernel_info", channel: "control")).Status);
        Assert.Equal("ok", (await client.AskAsync("shutdown", channel: "control")).Status);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        Assert.Equal(0, (await kernel.EndAsync()).ExitCode);
    }

    /// <summary>VS Code probes the ports, sends what widgets want, runs all cells with stop_on_error off, and in the end kills.</summary>
    [Fact]
    public async Task It_serves_a_client_that_behaves_like_VS_Code()
    {
        using var kernel = new KernelProcess(configure: start => start.Environment["JPY_PARENT_PID"] = $"{Environment.ProcessId}");
        using var client = await kernel.ConnectAsync();
        await client.AskAsync("kernel_info");
        await client.SendAsync("shell", "comm_open", new() { ["comm_id"] = "w", ["target_name"] = "jupyter.widget.control", ["data"] = new JsonObject() });
        await client.SendAsync("shell", "comm_msg", new() { ["comm_id"] = "w", ["data"] = new JsonObject { ["method"] = "request_states" } });
        await client.AskAsync("comm_info", new() { ["target_name"] = "jupyter.widget" });
        var cells = new List<string>();
        foreach (var code in (string[])["var a = 20;", "throw new Exception(\"x\");", "a * 2 + 2"])
        {
            cells.Add(await client.SendAsync("shell", "execute_request", JupyterClient.Execute(code, content =>
            {
                content["stop_on_error"] = false;
                content["allow_stdin"] = true;
            })));
        }
        Assert.Equal("ok", (await client.EndAsync(cells[0])).Status);
        Assert.Equal("error", (await client.EndAsync(cells[1])).Status);
        Assert.Equal("42", (await client.EndAsync(cells[2])).Value);
        await client.SendAsync("control", "interrupt_request");
        kernel.Process.Kill();
        await kernel.EndAsync();
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("{\"ip\": \"127.0.0.1\"}", "hb_port")]
    public async Task A_connection_file_it_cannot_use_is_one_line_and_a_failure(string text, string problem)
    {
        using var folder = new TemporaryFolder();
        var file = folder["bad.json"];
        await File.WriteAllTextAsync(file, text);
        var (exitCode, errors) = await StartAsync(file);
        Assert.Equal(1, exitCode);
        Assert.Contains("bad.json", errors, StringComparison.Ordinal);
        Assert.Contains(problem, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_a_failure()
    {
        using var first = new KernelProcess();
        using var client = await first.ConnectAsync();
        using var second = new KernelProcess(first.Connection);
        var (exitCode, errors) = await second.EndAsync();
        Assert.Equal(1, exitCode);
        Assert.Single(errors.Trim().Split('\n'));
    }

    private static async Task<(int ExitCode, string Errors)> StartAsync(string file)
    {
        var start = new ProcessStartInfo(KernelProcess.Argv[0], [.. KernelProcess.Argv[1..^1], file]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    private static void Signal(string name, int process) => Process.Start("kill", [$"-{name}", $"{process}"]).WaitForExit();
}

/// <summary>A fact about signals, which Windows does not have.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    private const int Interrupt = 2;
    private const string Ignored = "SigIgn:";
    private const string Status = "/proc/self/status";

    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no signals.";
    }

    /// <summary>Whether the test sends Ctrl-C's signal. A shell's background job ignores it, and so do the processes it starts.</summary>
    public bool Interrupts
    {
        get => field;
        set
        {
            field = value;
            if (value && File.Exists(Status)
                && File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal)) is { } line
                && (Convert.ToUInt64(line[Ignored.Length..].Trim(), 16) >> (Interrupt - 1) & 1) == 1)
            {
                Skip = "SIGINT is ignored here, as in a background job of a shell.";
            }
        }
    }
}
