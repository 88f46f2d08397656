using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Messaging;

namespace AeKit.Kernel.Tests.Messaging;

/// <summary>A kernel in the test's process, with a client.</summary>
public sealed class KernelInProcess : IAsyncLifetime, IDisposable
{
    private readonly JupyterKernel _kernel;

    public KernelInProcess()
    {
        Connection = CreateConnection();
        _kernel = new(ConnectionFile.Parse("test.json", Connection.ToJsonString()));
        _kernel.Start(input => new Evaluator(Path.GetTempPath()) { Input = input });
    }

    public JsonObject Connection { get; }

    internal JupyterKernel Kernel => _kernel;

    internal JupyterClient Client { get; private set; } = null!;

    /// <summary>A connection file's content with ports that are free now.</summary>
    public static JsonObject CreateConnection()
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
        listeners.ForEach(listener => listener.Dispose());
        return new()
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["key"] = "a0436f6c-1916-498b-8eb9-e81ab9368e84",
            ["signature_scheme"] = "hmac-sha256",
            ["kernel_name"] = "",
            ["shell_port"] = ports[0],
            ["iopub_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["hb_port"] = ports[3],
            ["control_port"] = ports[4],
        };
    }

    public async Task InitializeAsync() => Client = await JupyterClient.ConnectAsync(Connection);

    public async Task DisposeAsync() => await _kernel.DisposeAsync();

    public void Dispose() => Client.Dispose();
}
