using System.Globalization;
using System.Text.Json.Nodes;

namespace AeKit.Plots;

/// <summary>Values as Plotly's JSON wants them.</summary>
internal static class PlotlyJson
{
    /// <summary>Seven significant digits, which is what a float32 has; null for NaN and infinities.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value)
        ? JsonValue.Create(double.Parse(value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        : null;

    public static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(Number)]);

    public static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)Text(value))]);

    /// <summary>Plotly reads &lt;b&gt; and the like in texts as markup; here a text is only a text.</summary>
    public static JsonValue Text(string value) => JsonValue.Create(
        value.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal));
}
