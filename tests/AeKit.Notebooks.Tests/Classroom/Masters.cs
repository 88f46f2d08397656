using System.Text.Json.Nodes;

namespace AeKit.Notebooks.Tests.Classroom;

/// <summary>The notebooks with exercises and worked answers, as JSON.</summary>
internal static class Masters
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "notebooks", "solutions");

    public static string[] Names { get; } = [.. Directory.EnumerateFiles(Folder, "*.ipynb").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static JsonObject Read(string name) => (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!;

    public static IEnumerable<JsonObject> Cells(JsonObject notebook) => notebook["cells"]!.AsArray().Select(cell => (JsonObject)cell!);

    /// <summary>nbgrader's fields of a cell; null where it has none.</summary>
    public static JsonObject? Grading(JsonObject cell) => cell["metadata"]!["nbgrader"] as JsonObject;

    public static string? GradeId(JsonObject cell) => (string?)Grading(cell)?["grade_id"];

    /// <summary>Whether it is a cell that checks an answer by running.</summary>
    public static bool IsCheck(JsonObject cell) => Grading(cell) is { } fields && (bool)fields["grade"]! && !(bool)fields["solution"]!;

    public static string Source(JsonObject cell) => string.Concat(cell["source"]!.AsArray().Select(line => (string?)line));
}
