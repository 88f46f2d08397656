using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Teaching;

namespace AeKit.Kernel.Grading;

/// <summary>
/// What is run of a submission: the exercise as the teacher made it, with the sources of the student's answers in it,
/// and the cells that the student has added.
/// </summary>
/// <param name="Notebook">The notebook.</param>
/// <param name="Cells">Those of its cells that are executed.</param>
/// <param name="Notes">What in the submission was not as it should be.</param>
internal sealed record SubmissionNotebook(Notebook Notebook, IReadOnlyList<PlannedCell> Cells, IReadOnlyList<string> Notes)
{
    /// <param name="exercise">The exercise notebook of the master.</param>
    /// <param name="submission">What the student has handed in.</param>
    public static SubmissionNotebook Of(Notebook exercise, Notebook submission)
    {
        var notebook = exercise.Copy();
        var teachers = notebook.Cells.ToList();
        var notes = new List<string>();
        var counterparts = Match(notebook, submission, notes);
        foreach (var cell in ExerciseCell.In(notebook))
        {
            var own = counterparts.FirstOrDefault(pair => pair.Value == cell.Cell).Key;
            if (!cell.IsSolution && own is null)
                notes.Add($"the cell '{cell.Id}' is missing: the teacher's was used");
            else if (!cell.IsSolution && !IsSame(own!, cell.Cell))
                notes.Add($"the cell '{cell.Id}' has been changed: the teacher's was used");
            else if (cell.IsSolution && string.IsNullOrWhiteSpace(own?.Source))
                notes.Add($"the cell '{cell.Id}' is {(own is null ? "missing" : "empty")}: it counts as unanswered");
            else if (cell.IsSolution)
                cell.Cell.SetSource(own!.Source);
        }
        AddStudentsCells(notebook, submission, counterparts);
        return new(notebook, [.. Plan(notebook, teachers)], notes);
    }

    /// <summary>
    /// The cell of the exercise that each cell of the submission is; null for one that is there twice. What is left the
    /// student has added.
    /// </summary>
    private static Dictionary<Cell, Cell?> Match(Notebook notebook, Notebook submission, List<string> notes)
    {
        var counterparts = new Dictionary<Cell, Cell?>();
        var marked = ExerciseCell.In(notebook).ToDictionary(cell => cell.Id, cell => cell.Cell, StringComparer.Ordinal);
        var unmarked = notebook.Cells.Except(marked.Values).ToList();
        foreach (var cell in submission.Cells)
        {
            var id = ExerciseCell.Of(cell)?.Id ?? cell.Id;
            if (id is not null && marked.TryGetValue(id, out var known))
            {
                var isFirst = !counterparts.ContainsValue(known);
                counterparts[cell] = isFirst ? known : null;
                if (!isFirst)
                    notes.Add($"the cell '{id}' is there more than once: the first one counts");
            }
            else if ((unmarked.Find(other => other.Id is not null && other.Id == id) ?? unmarked.Find(other => other.Kind == cell.Kind && IsSame(other, cell))) is { } given)
            {
                unmarked.Remove(given);
                counterparts[cell] = given;
                if (cell.Kind == CellKind.Code && !IsSame(given, cell))
                    notes.Add($"cell {cell.Position} is not one for answers and has been changed: the teacher's was used");
            }
        }
        return counterparts;
    }

    /// <summary>Puts the cells that the student has added after those they follow, but not before the teacher's first code.</summary>
    private static void AddStudentsCells(Notebook notebook, Notebook submission, Dictionary<Cell, Cell?> counterparts)
    {
        var setup = ExerciseCell.In(notebook).FirstOrDefault(cell => cell.Purpose == CellPurpose.Given && cell.Cell.IsExecutable)?.Cell;
        var beforeSetup = setup is null ? [] : notebook.Cells.TakeWhile(cell => cell != setup).ToHashSet();
        Cell? previous = null;
        foreach (var cell in submission.Cells)
        {
            if (counterparts.TryGetValue(cell, out var known))
                previous = known ?? previous;
            else
                previous = notebook.Insert(previous is null || beforeSetup.Contains(previous) ? setup : previous, cell);
        }
    }

    private static IEnumerable<PlannedCell> Plan(Notebook notebook, List<Cell> teachers)
    {
        foreach (var (index, cell) in notebook.Cells.Where(cell => cell.IsExecutable).Index())
        {
            var name = $"In[{index + 1}]";
            var place = teachers.IndexOf(cell);
            var marked = place < 0 ? null : ExerciseCell.Of(cell);
            yield return new(
                index,
                name,
                cell.Source,
                place < 0 || marked is { IsSolution: true } ? null : marked?.Id ?? $"cell {place + 1}",
                marked is { Purpose: CellPurpose.Check },
                marked?.Exercise is { } exercise ? UnitOf(exercise) : name);
        }
    }

    /// <summary>The cells of an exercise are left out together.</summary>
    public static string UnitOf(string exercise) => $"exercise {exercise}";

    private static bool IsSame(Cell one, Cell other) => one.Source.ReplaceLineEndings("\n").TrimEnd() == other.Source.ReplaceLineEndings("\n").TrimEnd();
}
