using System.Text.Json.Nodes;

namespace AeKit.Kernel.Display;

/// <summary>One thing to show, in every form it has: the richest a client can draw is drawn.</summary>
internal sealed class MimeBundle
{
    private readonly SortedDictionary<string, JsonNode> _forms = new(StringComparer.Ordinal);

    public MimeBundle()
    {
    }

    public MimeBundle(string mimeType, string content) => Add(mimeType, content);

    /// <summary>The forms in the order Jupyter stores them, by name.</summary>
    public IReadOnlyDictionary<string, JsonNode> Forms => _forms;

    /// <summary>Adds a form; JSON types become JSON values, all others strings.</summary>
    /// <exception cref="System.Text.Json.JsonException">The type is a JSON type and <paramref name="content"/> is not JSON.</exception>
    public void Add(string mimeType, string content) =>
        Add(mimeType, MimeTypes.IsJson(mimeType) ? JsonNode.Parse(content) ?? JsonValue.Create("") : JsonValue.Create(content));

    public void Add(string mimeType, JsonNode content) => _forms[mimeType] = content;

    public bool Has(string mimeType) => _forms.ContainsKey(mimeType);

    /// <summary>The text of a form, or null if there is no such form.</summary>
    public string? Text(string mimeType) =>
        !_forms.TryGetValue(mimeType, out var content) ? null
        : content is JsonValue value && value.TryGetValue<string>(out var text) ? text
        : content.ToJsonString();
}
