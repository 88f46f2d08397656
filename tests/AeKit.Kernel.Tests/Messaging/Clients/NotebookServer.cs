using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Tests.Messaging.Clients;

/// <summary>The classic notebook's server, with its settings and notebooks in a folder of the test's.</summary>
internal sealed class NotebookServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly Task<string> _log;
    private Uri? _address;
    private string _token = "";

    private NotebookServer(string kernel)
    {
        KernelSpecFile.Write(_folder, kernel);
        var start = new ProcessStartInfo(Python.Find("notebook")!, ["-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={FreePort()}"])
        {
            WorkingDirectory = Directory.CreateDirectory(_folder["notebooks"]).FullName,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_PATH"] = _folder.Path;
        start.Environment["JUPYTER_RUNTIME_DIR"] = _folder["runtime"];
        start.Environment["JUPYTER_CONFIG_DIR"] = _folder["config"];
        start.Environment["JUPYTER_DATA_DIR"] = _folder["data"];
        start.Environment["IPYTHONDIR"] = _folder["ipython"];
        _process = Process.Start(start)!;
        _log = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a server that offers the kernel under test by a name.</summary>
    public static async Task<NotebookServer> StartAsync(string kernel)
    {
        var server = new NotebookServer(kernel);
        try
        {
            await server.FindAddressAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Makes a notebook as the button <i>New</i> does.</summary>
    /// <returns>The address of its page.</returns>
    public async Task<Uri> CreateNotebookAsync(string kernel)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("token", _token);
        using var response = await http.PostAsJsonAsync(new Uri(_address!, "api/contents"), new { type = "notebook" });
        response.EnsureSuccessStatusCode();
        var name = (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["name"]!;
        return new(_address!, $"notebooks/{name}?kernel_name={kernel}&token={_token}");
    }

    /// <summary>A notebook that the server has stored.</summary>
    public JsonObject Read(string name) => (JsonObject)JsonNode.Parse(File.ReadAllText(_folder[$"notebooks/{name}"]))!;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    /// <summary>The server writes its address and token to a file when it listens.</summary>
    private async Task FindAddressAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            Assert.False(_process.HasExited, _process.HasExited ? await _log : "");
            Assert.True(watch.Elapsed < Patience, "The notebook server does not listen.");
            var file = Directory.Exists(_folder["runtime"]) ? Directory.EnumerateFiles(_folder["runtime"], "*server-*.json").FirstOrDefault() : null;
            if (file is not null && TryParse(await File.ReadAllTextAsync(file)) is { } info)
            {
                _address = new((string)info["url"]!);
                _token = (string)info["token"]!;
                return;
            }
            await Task.Delay(50);
        }
    }

    /// <summary>A port that is free now; if it is not later, the server tries those that follow.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static JsonObject? TryParse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null; // Half written.
        }
    }
}
