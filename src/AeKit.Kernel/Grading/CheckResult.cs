using System.Text.Json;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Grading;

/// <summary>
/// Reads what a value says of itself as a check. It is asked directly, by .NET Interactive's attribute convention: what
/// is registered with the formatter can be anyone's.
/// </summary>
internal static class CheckResult
{
    public const string MimeType = "application/vnd.aekit.check+json";

    private const string Convention = "TypeFormatterSourceAttribute";

    /// <returns>The check; null if the value is none.</returns>
    public static JsonObject? Of(object? value)
    {
        if (value?.GetType().GetCustomAttributes(inherit: false).FirstOrDefault(attribute => attribute.GetType().Name == Convention) is not { } attribute
            || Property(attribute, "FormatterSourceType") is not Type source
            || Activator.CreateInstance(source, nonPublic: true) is not { } formatters
            || source.GetMethod("CreateTypeFormatters")?.Invoke(formatters, null) is not IEnumerable<object> all
            || all.FirstOrDefault(formatter => Property(formatter, "MimeType") as string == MimeType) is not { } formatter)
            return null;
        using var writer = new StringWriter();
        formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])?.Invoke(formatter, [value, writer]);
        try
        {
            return JsonNode.Parse(writer.ToString()) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object? Property(object instance, string name) => instance.GetType().GetProperty(name)?.GetValue(instance);
}
