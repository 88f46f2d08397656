using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Teaching;

/// <summary>What in a master would make exercises that cannot be solved, graded or taken back by nbgrader.</summary>
internal static partial class MasterProblems
{
    private const int SchemaVersion = 3;

    /// <summary>Lists the problems, each with its cell and what to do; none means that the master is sound.</summary>
    public static IReadOnlyList<string> In(Notebook master)
    {
        var cells = ExerciseCell.In(master);
        return
        [
            .. master.Cells.SelectMany(cell => OfRegions(cell).Concat(OfMetadata(cell)).Select(problem => $"{Place(cell)}: {problem}")),
            .. cells.SelectMany(cell => OfCell(cell).Select(problem => $"{Place(cell.Cell)}: {problem}")),
            .. cells.GroupBy(cell => cell.Id, StringComparer.Ordinal).Where(group => group.Count() > 1)
                .Select(group => $"{Place(group.Last().Cell)}: the grade_id '{group.Key}' is also that of cell {group.First().Cell.Position}; give each cell its own"),
            .. cells.Where(cell => cell.Purpose == CellPurpose.Check && !cells.Any(other => other.Purpose == CellPurpose.Answer && other.Exercise == cell.Exercise))
                .Select(cell => $"{Place(cell.Cell)}: the exercise '{cell.Exercise}' has a check but no answer; add a cell '{cell.Exercise}-answer'"),
        ];
    }

    /// <exception cref="NotebookException">There are problems.</exception>
    public static void ThrowIfAny(Notebook master)
    {
        var problems = In(master);
        if (problems.Count > 0)
            throw new NotebookException(string.Join('\n', problems.Select(problem => $"{Path.GetFileName(master.Path)}, {problem}")));
    }

    private static string Place(Cell cell) => $"cell {cell.Position}" + (ExerciseCell.Of(cell) is { } marked ? $" ({marked.Id})" : "");

    private static IEnumerable<string> OfRegions(Cell cell)
    {
        if (!SolutionRegions.AreIn(cell.Source))
            yield break;
        if (ExerciseCell.Of(cell) is not { IsSolution: true })
            yield return $"it has {SolutionRegions.Begin} or {SolutionRegions.End} but is not marked as a solution, so students would see it; mark it in nbgrader's metadata";
        else if (SolutionRegions.ProblemIn(cell.Source) is { } problem)
            yield return problem;
    }

    private static IEnumerable<string> OfMetadata(Cell cell)
    {
        if (cell.Metadata?[ExerciseCell.MetadataKey] is not { } node)
            yield break;
        if (node is not JsonObject mark)
        {
            yield return "its nbgrader metadata is not a JSON object";
            yield break;
        }
        foreach (var flag in (string[])["grade", "locked", "solution", "task"])
        {
            if (mark[flag] is not JsonValue value || !value.TryGetValue<bool>(out _))
                yield return $"its nbgrader metadata lacks '{flag}', true or false";
        }
        if (mark["schema_version"] is not JsonValue version || !version.TryGetValue<int>(out var number) || number != SchemaVersion)
            yield return $"its nbgrader metadata lacks \"schema_version\": {SchemaVersion}";
        if (mark["grade_id"] is not JsonValue id || !id.TryGetValue<string>(out _))
            yield return "its nbgrader metadata lacks a 'grade_id'";
        if (mark["task"] is JsonValue task && task.TryGetValue<bool>(out var isTask) && isTask)
            yield return "nbgrader's manually graded tasks are not supported; use a cell '…-essay', which is both 'grade' and 'solution'";
    }

    private static IEnumerable<string> OfCell(ExerciseCell cell)
    {
        var end = cell.Purpose switch
        {
            CellPurpose.Answer => "answer",
            CellPurpose.Check => "check",
            CellPurpose.Essay => "essay",
            _ => null,
        };
        if (end is not null ? !GradedId().IsMatch(cell.Id) || !cell.Part.StartsWith(end, StringComparison.Ordinal) : !GivenId().IsMatch(cell.Id))
        {
            yield return end is not null
                ? $"the grade_id is not '<exercise>-{end}' or '<exercise>-{end}-2', where the exercise is lower-case words joined by hyphens"
                : "the grade_id of given code is lower-case words joined by hyphens: 'setup', or '<exercise>-given'";
        }
        if (cell.IsGraded && cell.Points is not > 0)
            yield return "it has no points; give it \"points\" above 0 in nbgrader's metadata";
        if (cell.Purpose is CellPurpose.Check or CellPurpose.Given && !IsLocked(cell.Cell))
            yield return "it is not locked; set \"locked\": true in nbgrader's metadata";
        if (cell.Purpose is CellPurpose.Check or CellPurpose.Answer && cell.Cell.Kind != CellKind.Code)
            yield return $"it is {cell.Cell.Kind.ToString().ToLowerInvariant()}; what is graded by running it is a code cell, what a person grades an essay";
        if (cell.Cell.Id is { } id && id != cell.Id)
            yield return $"the cell's id is '{id}'; give it its grade_id, '{cell.Id}'";
    }

    private static bool IsLocked(Cell cell) => cell.Metadata![ExerciseCell.MetadataKey]!["locked"] is JsonValue value && value.TryGetValue<bool>(out var locked) && locked;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*-(answer|check|essay)(-([2-9]|[1-9][0-9]+))?$")]
    private static partial Regex GradedId();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex GivenId();
}
