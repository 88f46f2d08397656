using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using AeKit.Notebooks.Tests;

namespace AeKit.Kernel.Tests.Messaging.Clients;

/// <summary>A page in a headless Chromium, driven by the DevTools protocol: keys go in, and scripts tell what is to be seen.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _profile = new();
    private readonly Process _browser;
    private readonly ClientWebSocket _socket = new();
    private int _commands;

    private BrowserPage()
    {
        var start = new ProcessStartInfo(Chromium.Program!)
        {
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--window-size=1100,1400", $"--user-data-dir={_profile.Path}", "--remote-debugging-port=0", "about:blank",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _browser = Process.Start(start)!;
        // Read, so that it never waits for a reader.
        _ = _browser.StandardOutput.ReadToEndAsync();
        _ = _browser.StandardError.ReadToEndAsync();
    }

    public static async Task<BrowserPage> OpenAsync(Uri address)
    {
        var page = new BrowserPage();
        try
        {
            await page.ConnectAsync();
            await page.SendAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri });
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a JavaScript expression is true.</summary>
    public async Task UntilAsync(string expression)
    {
        for (var watch = Stopwatch.StartNew(); !await IsTrueAsync(expression); await Task.Delay(50))
        {
            if (watch.Elapsed > Patience)
                Assert.Fail($"After {Patience.TotalSeconds} s this is still not so: {expression}\nThe page says:\n{await EvaluateAsync("document.body.innerText")}");
        }
    }

    /// <summary>The value of a JavaScript expression, which must be JSON.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var reply = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true });
        return reply["exceptionDetails"] is null ? reply["result"]!["value"]?.DeepClone() : null;
    }

    /// <summary>Types text where the cursor is.</summary>
    public Task TypeAsync(string text) => SendAsync("Input.insertText", new() { ["text"] = text });

    /// <summary>Presses the left mouse button at a place of the window, in CSS pixels.</summary>
    public async Task ClickAsync(double x, double y)
    {
        foreach (var type in (string[])["mouseMoved", "mousePressed", "mouseReleased"])
        {
            await SendAsync("Input.dispatchMouseEvent", new()
            {
                ["type"] = type,
                ["x"] = x,
                ["y"] = y,
                ["button"] = type == "mouseMoved" ? "none" : "left",
                ["buttons"] = type == "mousePressed" ? 1 : 0,
                ["clickCount"] = type == "mouseMoved" ? 0 : 1,
            });
        }
    }

    /// <summary>Presses a key that types nothing, such as ArrowRight, by its name and its Windows code.</summary>
    public async Task PressAsync(string key, int code)
    {
        foreach (var type in (string[])["rawKeyDown", "keyUp"])
            await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = type, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code });
    }

    /// <summary>Presses Enter, with Shift if wanted.</summary>
    public async Task EnterAsync(bool withShift = false)
    {
        foreach (var type in (string[])["keyDown", "keyUp"])
        {
            await SendAsync("Input.dispatchKeyEvent", new()
            {
                ["type"] = type,
                ["modifiers"] = withShift ? 8 : 0,
                ["key"] = "Enter",
                ["code"] = "Enter",
                ["windowsVirtualKeyCode"] = 13,
                ["text"] = "\r",
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_browser.HasExited)
            _browser.Kill(entireProcessTree: true);
        await _browser.WaitForExitAsync();
        _browser.Dispose();
        _profile.Dispose();
    }

    private async Task<bool> IsTrueAsync(string expression) => await EvaluateAsync($"Boolean({expression})") is JsonValue value && value.GetValue<bool>();

    private async Task ConnectAsync()
    {
        var file = _profile["DevToolsActivePort"];
        var watch = Stopwatch.StartNew();
        string[] lines;
        while (!File.Exists(file) || (lines = await File.ReadAllLinesAsync(file)).Length < 2)
        {
            Assert.True(watch.Elapsed < Patience && !_browser.HasExited, "The browser does not start.");
            await Task.Delay(50);
        }
        using var http = new HttpClient();
        var targets = await http.GetFromJsonAsync<JsonArray>(new Uri($"http://127.0.0.1:{lines[0]}/json/list"));
        var target = targets!.First(target => (string?)target!["type"] == "page")!;
        await _socket.ConnectAsync(new((string)target["webSocketDebuggerUrl"]!), CancellationToken.None);
    }

    /// <summary>Sends a command and gives its result; events that come in between are of no interest.</summary>
    private async Task<JsonObject> SendAsync(string method, JsonObject parameters)
    {
        using var limit = new CancellationTokenSource(Patience);
        var id = ++_commands;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(command.ToJsonString()), WebSocketMessageType.Text, true, limit.Token);
        while (true)
        {
            using var message = new MemoryStream();
            var buffer = new byte[1 << 16];
            WebSocketReceiveResult received;
            do
            {
                received = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), limit.Token);
                message.Write(buffer, 0, received.Count);
            }
            while (!received.EndOfMessage);
            var reply = (JsonObject)JsonNode.Parse(message.ToArray())!;
            if ((int?)reply["id"] == id)
                return reply["result"] as JsonObject ?? throw new InvalidOperationException($"{method}: {reply["error"]}");
        }
    }
}
