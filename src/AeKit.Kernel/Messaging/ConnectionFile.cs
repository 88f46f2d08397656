using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Messaging;

/// <summary>Where a client wants its kernel to listen, and the key that both sign with, as the client writes it to a file.</summary>
internal sealed class ConnectionFile
{
    private const string Signature = "hmac-sha256";

    private readonly string _path;
    private readonly JsonObject _json;

    private ConnectionFile(string path, JsonObject json)
    {
        _path = path;
        _json = json;
    }

    /// <summary>The key that messages are signed with; empty if they are not.</summary>
    public byte[] Key => Encoding.UTF8.GetBytes(Text("key", ""));

    public int ShellPort => Port("shell_port");

    public int ControlPort => Port("control_port");

    public int StdinPort => Port("stdin_port");

    public int IopubPort => Port("iopub_port");

    public int HeartbeatPort => Port("hb_port");

    /// <exception cref="ConnectionFileException">It cannot be read or is no connection file.</exception>
    public static ConnectionFile Load(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFileException($"{path}: {exception.Message} A Jupyter client writes this file and gives its name.");
        }
    }

    /// <param name="path">How errors name the file.</param>
    /// <param name="text">What it holds.</param>
    /// <exception cref="ConnectionFileException">It is no connection file.</exception>
    public static ConnectionFile Parse(string path, string text)
    {
        try
        {
            var file = new ConnectionFile(path, JsonNode.Parse(text) as JsonObject ?? throw new ConnectionFileException($"{path}: not a JSON object."));
            if (file.Key.Length > 0 && file.Text("signature_scheme", Signature) is var scheme && scheme != Signature)
                throw file.Error("signature_scheme", $"is '{scheme}'; this kernel signs with {Signature} only");
            return file;
        }
        catch (JsonException exception)
        {
            throw new ConnectionFileException($"{path}, line {exception.LineNumber + 1}: not JSON: {exception.Message}");
        }
    }

    /// <summary>The address of one of the ports.</summary>
    /// <exception cref="ConnectionFileException">The file names no address of this machine.</exception>
    public EndPoint EndPoint(int port)
    {
        var ip = Text("ip", "127.0.0.1");
        return Text("transport", "tcp") switch
        {
            "tcp" when ip == "*" => new IPEndPoint(IPAddress.Any, port),
            "tcp" when IPAddress.TryParse(ip, out var address) => new IPEndPoint(address, port),
            "tcp" when ip == "localhost" => new IPEndPoint(IPAddress.Loopback, port),
            "tcp" => throw Error("ip", $"is '{ip}', which is no address"),
            "ipc" => new UnixDomainSocketEndPoint($"{ip}-{port}"),
            var transport => throw Error("transport", $"is '{transport}'; this kernel knows tcp and ipc"),
        };
    }

    private int Port(string name) =>
        _json[name] is JsonValue value && value.TryGetValue<int>(out var port) && port is >= 0 and <= IPEndPoint.MaxPort
            ? port
            : throw Error(name, "is missing or no port number");

    private string Text(string name, string absent) => _json[name] switch
    {
        null => absent,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Error(name, "is no text"),
    };

    private ConnectionFileException Error(string field, string problem) => new($"{_path}: '{field}' {problem}.");
}

/// <summary>A connection file that no kernel can start from.</summary>
internal sealed class ConnectionFileException(string message) : Exception(message);
