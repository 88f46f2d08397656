using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AeKit.Kernel.Tests.Messaging.Zmtp;

namespace AeKit.Kernel.Tests.Messaging;

/// <summary>A Jupyter client, independent of the kernel's own code for messages.</summary>
internal sealed class JupyterClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _key;
    private readonly string _session = Guid.NewGuid().ToString();
    private readonly List<ClientMessage> _messages = [];
    private readonly RawPeer _shell;
    private readonly RawPeer _control;
    private readonly RawPeer _stdin;
    private readonly RawPeer _iopub;

    private JupyterClient(string key, string identity, RawPeer[] peers)
    {
        _key = key;
        Identity = identity;
        (_shell, _control, _stdin, _iopub) = (peers[0], peers[1], peers[2], peers[3]);
        Read("shell", _shell);
        Read("control", _control);
        Read("stdin", _stdin);
        Read("iopub", _iopub);
    }

    public string Identity { get; }

    /// <summary>Connects all channels and waits until the subscription is known.</summary>
    public static async Task<JupyterClient> ConnectAsync(JsonObject connection)
    {
        var identity = Guid.NewGuid().ToString("N");
        IPEndPoint EndPoint(string port) => new(IPAddress.Parse((string)connection["ip"]!), (int)connection[port]!);
        var client = new JupyterClient((string)connection["key"]!, identity, [
            await RawPeer.ConnectAsync(EndPoint("shell_port"), "DEALER", identity),
            await RawPeer.ConnectAsync(EndPoint("control_port"), "DEALER", identity),
            await RawPeer.ConnectAsync(EndPoint("stdin_port"), "DEALER", identity),
            await RawPeer.ConnectAsync(EndPoint("iopub_port"), "SUB", identity),
        ]);
        await client._iopub.SendAsync(RawPeer.Command("SUBSCRIBE"));
        await client.FindAsync(message => message.Type == "iopub_welcome");
        return client;
    }

    /// <summary>Everything that has come so far on one channel for one request.</summary>
    public IReadOnlyList<ClientMessage> Messages(string channel, string request)
    {
        lock (_messages)
            return [.. _messages.Where(message => message.Channel == channel && message.Request == request)];
    }

    /// <summary>Sends a message and does not wait.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> SendAsync(string channel, string type, JsonObject? content = null)
    {
        var id = Guid.NewGuid().ToString();
        var peer = channel switch { "control" => _control, "stdin" => _stdin, _ => _shell };
        await peer.SendMessageAsync(Frames(type, content ?? [], id, _key));
        return id;
    }

    public Task SendRawAsync(byte[] bytes) => _shell.SendAsync(bytes);

    public byte[][] Frames(string type, JsonObject content, string id, string key)
    {
        var header = new JsonObject { ["msg_id"] = id, ["session"] = _session, ["username"] = "test", ["date"] = "2026-01-01T00:00:00Z", ["msg_type"] = type, ["version"] = "5.3" };
        byte[][] parts = [.. new[] { header, [], [], content }.Select(part => Encoding.UTF8.GetBytes(part.ToJsonString()))];
        return ["<IDS|MSG>"u8.ToArray(), Encoding.ASCII.GetBytes(Sign(key, parts)), .. parts];
    }

    /// <summary>Sends a request and waits for its reply, and for what is published until the kernel is idle again.</summary>
    public async Task<Exchange> AskAsync(string type, JsonObject? content = null, string channel = "shell")
    {
        var id = await SendAsync(channel, type + "_request", content);
        return await EndAsync(id, channel);
    }

    public Task<Exchange> ExecuteAsync(string code, Action<JsonObject>? options = null) => AskAsync("execute", Execute(code, options));

    public static JsonObject Execute(string code, Action<JsonObject>? options = null)
    {
        var content = new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["user_expressions"] = new JsonObject(), ["allow_stdin"] = false, ["stop_on_error"] = true };
        options?.Invoke(content);
        return content;
    }

    public async Task<Exchange> EndAsync(string id, string channel = "shell")
    {
        var reply = await FindAsync(message => message.Channel == channel && message.Request == id);
        await FindAsync(message => message.Request == id && message.State == "idle");
        return new(reply, Messages("iopub", id));
    }

    /// <summary>Waits for a message.</summary>
    public async Task<ClientMessage> FindAsync(Func<ClientMessage, bool> predicate)
    {
        var until = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < until)
        {
            lock (_messages)
            {
                if (_messages.Find(message => predicate(message)) is { } message)
                    return message;
            }
            await Task.Delay(2);
        }
        lock (_messages)
            throw new TimeoutException($"No such message came, but {string.Join('\n', _messages.TakeLast(10))}");
    }

    public void Dispose()
    {
        foreach (var peer in (RawPeer[])[_shell, _control, _stdin, _iopub])
            peer.Dispose();
    }

    private static string Sign(string key, byte[][] parts) =>
        key.Length == 0 ? "" : Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), parts.SelectMany(part => part).ToArray())).ToLowerInvariant();

    private void Read(string channel, RawPeer peer) => _ = Task.Run(async () =>
    {
        try
        {
            while (true)
            {
                var frames = await peer.ReadMessageAsync(forEver: true);
                var message = Parse(channel, frames);
                lock (_messages)
                    _messages.Add(message);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The end of the connection.
        }
    });

    private ClientMessage Parse(string channel, byte[][] frames)
    {
        var start = Array.FindIndex(frames, frame => frame.AsSpan().SequenceEqual("<IDS|MSG>"u8)) + 1;
        var parts = frames[(start + 1)..(start + 5)];
        Assert.Equal(Sign(_key, parts), Encoding.ASCII.GetString(frames[start]));
        var json = parts.Select(part => (JsonObject)JsonNode.Parse(part)!).ToArray();
        return new(channel, json[0], json[1], json[2], json[3]);
    }
}

internal sealed record ClientMessage(string Channel, JsonObject Header, JsonObject Parent, JsonObject Metadata, JsonObject Content)
{
    public string Type => (string)Header["msg_type"]!;

    public string Id => (string)Header["msg_id"]!;

    /// <summary>The id of the request that it belongs to.</summary>
    public string? Request => (string?)Parent["msg_id"];

    public string? State => (string?)Content["execution_state"];

    public string? Status => (string?)Content["status"];
}

/// <summary>A reply, and what was published around it.</summary>
internal sealed record Exchange(ClientMessage Reply, IReadOnlyList<ClientMessage> Published)
{
    public JsonObject Content => Reply.Content;

    public string? Status => Reply.Status;

    /// <summary>The published types in their order, states by their name.</summary>
    public string Order => string.Join(' ', Published.Select(message => message.State ?? message.Type));

    public string StandardOutput => string.Concat(Of("stream").Where(message => (string?)message.Content["name"] == "stdout").Select(message => message.Content["text"]));

    /// <summary>The plain text of the cell's value.</summary>
    public string? Value => (string?)Of("execute_result").SingleOrDefault()?.Content["data"]!["text/plain"];

    public IEnumerable<ClientMessage> Of(string type) => Published.Where(message => message.Type == type);
}
