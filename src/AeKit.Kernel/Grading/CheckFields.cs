using System.Text.Json.Nodes;

namespace AeKit.Kernel.Grading;

/// <summary>The fields of a check's JSON.</summary>
internal static class CheckFields
{
    public static string? Text(JsonObject check, string name) =>
        check[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A number that is one: no infinity, and not too large to count with.</summary>
    public static decimal? Number(JsonObject check, string name) =>
        check[name] is JsonValue value && value.TryGetValue<double>(out var number) && Math.Abs(number) < 1e9 ? (decimal)number : null;
}
