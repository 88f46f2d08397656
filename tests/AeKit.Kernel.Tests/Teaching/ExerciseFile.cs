using System.Text.Json.Nodes;

namespace AeKit.Kernel.Tests.Teaching;

/// <summary>Makes cells with nbgrader's metadata.</summary>
internal static class ExerciseFile
{
    public static JsonObject Answer(string id, string source) => Marked(NotebookFile.Code(source), id, grade: false, locked: false, solution: true, null);

    public static JsonObject Check(string id, string source, double? points = 2) => Marked(NotebookFile.Code(source), id, grade: true, locked: true, solution: false, points);

    public static JsonObject Given(string id, string source) => Marked(NotebookFile.Code(source), id, grade: false, locked: true, solution: false, null);

    public static JsonObject Essay(string id, string source, double? points = 4) => Marked(NotebookFile.Markdown(source), id, grade: true, locked: false, solution: true, points);

    /// <summary>An answer as a master has it: a function whose body is the solution.</summary>
    public static JsonObject Function(string name, string body) =>
        Answer($"{name}-answer", $"int {name.ToUpperInvariant()}(int x)\n{{\n    // BEGIN SOLUTION\n    {body}\n    // END SOLUTION\n}}");

    private static JsonObject Marked(JsonObject cell, string id, bool grade, bool locked, bool solution, double? points)
    {
        var mark = new JsonObject { ["grade"] = grade, ["grade_id"] = id, ["locked"] = locked };
        if (points is not null)
            mark["points"] = points;
        mark["schema_version"] = 3;
        mark["solution"] = solution;
        mark["task"] = false;
        cell["id"] = id;
        cell["metadata"] = new JsonObject { ["nbgrader"] = mark };
        return cell;
    }
}
