using System.Text.Json.Nodes;

namespace AeKit.Kernel.Messaging;

/// <summary>A message from a client, its signature checked.</summary>
/// <param name="Identities">Whom to answer.</param>
/// <param name="Header">Who sends what; answers carry it as their parent.</param>
/// <param name="Parent">The header of what it answers; empty if nothing.</param>
/// <param name="Content">What the message's type calls for.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    public string Type { get; } = Header.Text("msg_type");

    public string Id { get; } = Header.Text("msg_id");
}
