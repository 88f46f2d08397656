using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace AeKit.Tests.Exporting;

/// <summary>A page that a headless Chromium gets from this process, and that posts numbers back.</summary>
internal static class BrowserPage
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html", [".mjs"] = "text/javascript", [".wasm"] = "application/wasm", [".onnx"] = "application/octet-stream",
    };

    /// <summary>What the page posts to /result. It may load the packages of package.json and the files of a folder.</summary>
    public static async Task<float[]> Result(string page, string folder)
    {
        using var server = new HttpListener();
        var origin = $"http://127.0.0.1:{FreePort()}/";
        server.Prefixes.Add(origin);
        server.Start();
        var profile = Directory.CreateTempSubdirectory("aekit-browser-").FullName;
        using var browser = Peers.Start(
            Peers.Chromium!,
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", $"--user-data-dir={profile}", "--remote-debugging-port=0", origin);
        _ = browser.StandardError.ReadToEndAsync();
        _ = browser.StandardOutput.ReadToEndAsync();
        try
        {
            while (true)
            {
                var context = await server.GetContextAsync().WaitAsync(TimeSpan.FromMinutes(2));
                if (context.Request.HttpMethod == "POST")
                {
                    var answer = await new StreamReader(context.Request.InputStream).ReadToEndAsync();
                    context.Response.Close();
                    Assert.True(answer.StartsWith('['), answer);
                    return JsonSerializer.Deserialize<float[]>(answer)!;
                }

                await Send(context, page, folder);
            }
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
            Delete(profile);
        }
    }

    private static async Task Send(HttpListenerContext context, string page, string folder)
    {
        var path = context.Request.Url!.AbsolutePath.TrimStart('/');
        var file = new[] { path.Length == 0 ? page : Path.Combine(folder, path), Path.Combine(Peers.NodePackages!, path) }.FirstOrDefault(File.Exists);
        if (file is null)
        {
            context.Response.StatusCode = 404;
        }
        else
        {
            context.Response.ContentType = Types.GetValueOrDefault(Path.GetExtension(file), "text/plain");
            await context.Response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
        }

        context.Response.Close();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The browser's helpers may still write while they end.
    private static void Delete(string folder)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 20)
            {
                Thread.Sleep(100);
            }
        }
    }
}
