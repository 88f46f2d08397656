using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Teaching;

/// <summary>What students get of a master: no outputs, and stubs where the solutions are.</summary>
internal static class ExerciseNotebook
{
    /// <summary>Compiles in a method of any type, and says in a check that nothing has been answered.</summary>
    public const string CodeStub = "// your answer here\nthrow new NotImplementedException();";

    public const string TextStub = "*Your answer here.*";

    /// <param name="master">A master without <see cref="MasterProblems"/>.</param>
    public static Notebook Of(Notebook master)
    {
        var exercise = master.Copy();
        foreach (var cell in exercise.Cells)
        {
            if (cell.Kind == CellKind.Code)
                cell.SetOutputs(null, []);
            if (ExerciseCell.Of(cell) is { IsSolution: true })
                cell.SetSource(StubOf(cell));
        }
        return exercise;
    }

    private static string StubOf(Cell cell)
    {
        var stub = cell.Kind == CellKind.Code ? CodeStub : TextStub;
        return SolutionRegions.AreIn(cell.Source) ? SolutionRegions.Replace(cell.Source, stub) : stub;
    }
}
