using System.Text.Json.Nodes;

namespace AeKit.Kernel.Notebooks;

/// <summary>A cell of a notebook; a view of its JSON.</summary>
internal sealed class Cell
{
    /// <summary>Jupyter's tag for a cell that is meant to fail.</summary>
    public const string RaisesExceptionTag = "raises-exception";

    /// <summary>nbval's tag for a cell that is run but may show something else each time, or where optional data are missing.</summary>
    public const string IgnoreOutputTag = "nbval-ignore-output";

    private readonly JsonObject _json;

    /// <param name="json">The cell's JSON, which this view reads and changes.</param>
    /// <param name="position">Its place in the notebook, from 1.</param>
    /// <exception cref="NotebookException">It is not a cell.</exception>
    public Cell(JsonObject json, int position)
    {
        _json = json;
        Position = position;
        Kind = ReadKind(json, position);
        Source = ReadSource(json, position);
        Tags = ReadTags(json);
    }

    public CellKind Kind { get; }

    public string Source { get; private set; }

    /// <summary>The identity that nbformat 4.5 gives cells; null in older notebooks.</summary>
    public string? Id => Text(_json["id"]);

    public JsonObject? Metadata => _json["metadata"] as JsonObject;

    public IReadOnlyList<string> Tags { get; }

    /// <summary>The cell's place in the notebook, from 1.</summary>
    public int Position { get; }

    public bool IsExecutable => Kind == CellKind.Code && !string.IsNullOrWhiteSpace(Source);

    public bool MayFail => Tags.Contains(RaisesExceptionTag);

    public bool IsOutputCompared => !Tags.Contains(IgnoreOutputTag);

    public int? ExecutionCount => _json["execution_count"] is JsonValue value && value.TryGetValue<int>(out var count) ? count : null;

    /// <summary>The stored outputs, as JSON.</summary>
    public IReadOnlyList<JsonObject> Outputs => _json["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>()] : [];

    /// <summary>Stores what an execution gave; null and empty for a cell that was not executed.</summary>
    public void SetOutputs(int? executionCount, IEnumerable<JsonObject> outputs)
    {
        _json["execution_count"] = executionCount;
        _json["outputs"] = new JsonArray([.. outputs]);
    }

    public void SetSource(string source)
    {
        Source = source;
        _json["source"] = OutputJson.Lines(source);
    }

    /// <summary>The cell's JSON, for another notebook.</summary>
    public JsonObject ToJson() => (JsonObject)_json.DeepClone();

    private static CellKind ReadKind(JsonObject json, int position) => Text(json["cell_type"]) switch
    {
        "code" => CellKind.Code,
        "markdown" => CellKind.Markdown,
        "raw" => CellKind.Raw,
        var other => throw new NotebookException($"cell {position} has the type '{other}', which is none of code, markdown, raw"),
    };

    private static string ReadSource(JsonObject json, int position) => json["source"] switch
    {
        JsonValue value when Text(value) is { } text => text,
        JsonArray lines when lines.All(line => Text(line) is not null) => string.Concat(lines.Select(Text)),
        _ => throw new NotebookException($"cell {position} has no source"),
    };

    private static string[] ReadTags(JsonObject json) =>
        json["metadata"] is JsonObject metadata && metadata["tags"] is JsonArray tags ? [.. tags.Select(Text).OfType<string>()] : [];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
