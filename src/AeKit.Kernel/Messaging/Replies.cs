using System.Text.Json.Nodes;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Messaging;

/// <summary>The parts that many replies share.</summary>
internal static class Replies
{
    public static JsonObject Ok() => new() { ["status"] = "ok" };

    public static JsonObject Error(CellError error)
    {
        var reply = ErrorFields(error);
        reply["status"] = "error";
        return reply;
    }

    public static JsonObject Error(string name, string message) => Error(new CellError(name, message, [message], null));

    public static JsonObject ErrorFields(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    public static JsonObject Data(MimeBundle bundle) =>
        new(bundle.Forms.Select(form => KeyValuePair.Create(form.Key, (JsonNode?)form.Value.DeepClone())));
}
