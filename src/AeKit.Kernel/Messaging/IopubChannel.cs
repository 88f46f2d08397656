using System.Text;
using System.Text.Json.Nodes;
using AeKit.Kernel.Messaging.Zmtp;

namespace AeKit.Kernel.Messaging;

/// <summary>What all clients of the kernel see: its state, and what cells show.</summary>
internal sealed class IopubChannel : IAsyncDisposable
{
    private readonly MessageFormat _format;
    private readonly PublisherSocket _socket;

    public IopubChannel(System.Net.EndPoint endPoint, MessageFormat format)
    {
        _format = format;
        _socket = new(endPoint)
        {
            Welcome = topic => Frames("iopub_welcome", null, new() { ["subscription"] = Encoding.UTF8.GetString(topic) }),
            Missed = bytes => Frames("stream", null, new()
            {
                ["name"] = "stderr",
                ["text"] = $"[About {Math.Max(1, bytes >> 10)} KB of output are missing here: this client did not read them in time.]\n",
            }),
        };
    }

    public void Start() => _socket.Start();

    /// <param name="type">The message's type.</param>
    /// <param name="parent">The header of the request that it belongs to; null for none.</param>
    /// <param name="content">What the type calls for.</param>
    /// <param name="canBeMissed">Whether a client that does not read may miss it.</param>
    public void Publish(string type, JsonObject? parent, JsonObject content, bool canBeMissed = false) =>
        _socket.Send(Frames(type, parent, content), canBeMissed);

    public void PublishState(string state, JsonObject? parent) => Publish("status", parent, new() { ["execution_state"] = state });

    /// <summary>Waits while clients that read have much to read.</summary>
    public void WaitForRoom(CancellationToken cancellationToken) => _socket.WaitForRoom(cancellationToken);

    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private IReadOnlyList<byte[]> Frames(string type, JsonObject? parent, JsonObject content) =>
        _format.Write([Encoding.ASCII.GetBytes($"kernel.{_format.Session}.{type}")], type, parent, content);
}
