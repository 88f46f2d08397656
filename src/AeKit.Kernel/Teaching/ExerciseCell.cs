using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Teaching;

/// <summary>A cell of an exercise, marked so by nbgrader's metadata.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Id">Its <c>grade_id</c>, <c>kl-check</c> for instance.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Points">What it earns at most; null if it earns nothing.</param>
internal sealed partial record ExerciseCell(Cell Cell, string Id, CellPurpose Purpose, decimal? Points)
{
    public const string MetadataKey = "nbgrader";

    /// <summary>The exercise it belongs to; null for code that is given for all.</summary>
    public string? Exercise => IdForm().Match(Id) is { Success: true } match ? match.Groups["exercise"].Value : null;

    /// <summary>What the id says beyond the exercise: <c>check</c>, or <c>check-2</c>.</summary>
    public string Part => Exercise is { } exercise ? Id[(exercise.Length + 1)..] : Id;

    /// <summary>Whether it earns points.</summary>
    public bool IsGraded => Purpose is CellPurpose.Check or CellPurpose.Essay;

    /// <summary>Whether the student writes it.</summary>
    public bool IsSolution => Purpose is CellPurpose.Answer or CellPurpose.Essay;

    /// <summary>The exercise cells of a notebook, in order.</summary>
    public static IReadOnlyList<ExerciseCell> In(Notebook notebook) => [.. notebook.Cells.Select(Of).OfType<ExerciseCell>()];

    /// <summary>What the metadata say of a cell; null if they mark it as none of an exercise.</summary>
    public static ExerciseCell? Of(Cell cell)
    {
        if (cell.Metadata?[MetadataKey] is not JsonObject mark || Text(mark["grade_id"]) is not { Length: > 0 } id)
            return null;
        CellPurpose? purpose = (Flag(mark["grade"]), Flag(mark["solution"]), Flag(mark["locked"])) switch
        {
            (true, true, _) => CellPurpose.Essay,
            (true, false, _) => CellPurpose.Check,
            (false, true, _) => CellPurpose.Answer,
            (false, false, true) => CellPurpose.Given,
            _ => null,
        };
        return purpose is { } known ? new(cell, id, known, Number(mark["points"])) : null;
    }

    private static bool Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static decimal? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    // Greedy: the exercise is what stands before the last of these words.
    [GeneratedRegex("^(?<exercise>.+)-(answer|check|essay|given)(-[0-9]+)?$")]
    private static partial Regex IdForm();
}
