using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AeKit.Interop;

/// <summary>Reads members of Plotly JSON that may be missing or of another kind.</summary>
internal static partial class PlotlyValues
{
    public static JsonObject? Object(JsonNode? node) => node as JsonObject;

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? value.GetValue<double>() : null;

    public static bool? Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    /// <summary>Numbers, with NaN for null; null if the node is no array or holds anything else.</summary>
    public static double[]? Numbers(JsonNode? node)
    {
        if (node is not JsonArray items)
            return null;
        var numbers = new double[items.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (items[i] is null)
                numbers[i] = double.NaN;
            else if (Number(items[i]) is { } number)
                numbers[i] = number;
            else
                return null;
        }
        return numbers;
    }

    /// <summary>Texts without Plotly's markup; null if the node is no array or holds anything else.</summary>
    public static string[]? Texts(JsonNode? node) =>
        node is JsonArray items && items.All(item => Text(item) is not null) ? [.. items.Select(item => Plain(Text(item)!))] : null;

    /// <summary>The text of a title, which is an object or, in older charts, a text; without Plotly's markup.</summary>
    public static string Title(JsonNode? node) => Plain(Text(node) ?? Text(Object(node)?["text"]) ?? "");

    /// <summary>A colour that CSS, and so SVG, spells as Plotly does; null if the node is none.</summary>
    public static string? Colour(JsonNode? node) => Text(node) is { } text && ColourText().IsMatch(text) ? text : null;

    /// <summary>Colours; null if the node is no array, is empty or holds anything else.</summary>
    public static string[]? Colours(JsonNode? node) =>
        node is JsonArray { Count: > 0 } items && items.All(item => Colour(item) is not null) ? [.. items.Select(item => Colour(item)!)] : null;

    private static string Plain(string text) => WebUtility.HtmlDecode(Markup().Replace(LineBreak().Replace(text, " "), ""));

    [GeneratedRegex("<br */?>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex("</?[a-z][^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(#[0-9a-fA-F]{3,8}|[a-zA-Z]+|(rgb|hsl)a?\([0-9.,% ]+\))$")]
    private static partial Regex ColourText();
}
