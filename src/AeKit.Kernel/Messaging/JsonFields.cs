using System.Text.Json.Nodes;

namespace AeKit.Kernel.Messaging;

/// <summary>Reads fields that a client may have left out or filled with something else: what is not as expected counts as absent.</summary>
internal static class JsonFields
{
    public static string Text(this JsonObject json, string name, string absent = "") =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : absent;

    public static bool Flag(this JsonObject json, string name, bool absent = false) =>
        json[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : absent;

    public static int? Integer(this JsonObject json, string name) =>
        json[name] is not JsonValue value ? null
        : value.TryGetValue<int>(out var number) ? number
        : value.TryGetValue<double>(out var real) && real is >= int.MinValue and <= int.MaxValue ? (int)real
        : null;

    public static JsonObject Fields(this JsonObject json, string name) => json[name] as JsonObject ?? [];
}
