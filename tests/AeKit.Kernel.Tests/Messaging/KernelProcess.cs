using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Tests.Messaging;

/// <summary>A kernel in a process of its own, started as a kernelspec says.</summary>
internal sealed class KernelProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly Task<string> _errors;

    public KernelProcess(JsonObject? connection = null, Action<ProcessStartInfo>? configure = null)
    {
        Connection = connection ?? KernelInProcess.CreateConnection();
        var file = _folder["kernel-1.json"];
        File.WriteAllText(file, Connection.ToJsonString());
        var start = new ProcessStartInfo(Argv[0]) { WorkingDirectory = _folder.Path, RedirectStandardError = true };
        foreach (var argument in Argv[1..])
            start.ArgumentList.Add(argument == "{connection_file}" ? file : argument);
        start.Environment.Remove("JPY_PARENT_PID");
        configure?.Invoke(start);
        Process = Process.Start(start)!;
        _errors = Process.StandardError.ReadToEndAsync();
    }

    /// <summary>What a kernelspec holds.</summary>
    public static string[] Argv { get; } = [Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", typeof(AeKit.Kernel.Messaging.JupyterKernel).Assembly.Location, "start", "{connection_file}"];

    public JsonObject Connection { get; }

    public Process Process { get; }

    public string Folder => _folder.Path;

    /// <summary>Connects once the kernel listens, as VS Code does: by trying until a bare connection succeeds.</summary>
    public async Task<JupyterClient> ConnectAsync()
    {
        var watch = Stopwatch.StartNew();
        foreach (var port in (string[])["shell_port", "iopub_port", "stdin_port", "hb_port", "control_port"])
        {
            while (!await IsListeningAsync((int)Connection[port]!))
            {
                Assert.False(Process.HasExited, "The kernel has ended.");
                Assert.True(watch.Elapsed < Patience, "The kernel does not listen.");
                await Task.Delay(10);
            }
        }
        return await JupyterClient.ConnectAsync(Connection);
    }

    /// <summary>Waits until the process has ended.</summary>
    /// <returns>Its exit code, and what it wrote to its error stream.</returns>
    public async Task<(int ExitCode, string Errors)> EndAsync()
    {
        await Process.WaitForExitAsync().WaitAsync(Patience);
        return (Process.ExitCode, await _errors);
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
        _folder.Dispose();
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
