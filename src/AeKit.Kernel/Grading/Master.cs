using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Teaching;

namespace AeKit.Kernel.Grading;

/// <summary>A teacher's notebook with solutions.</summary>
internal sealed class Master
{
    private Master(Notebook notebook)
    {
        Notebook = notebook;
        Exercise = ExerciseNotebook.Of(notebook);
        Parts = [.. ExerciseCell.In(Exercise).Where(cell => cell.IsGraded)];
    }

    public Notebook Notebook { get; }

    /// <summary>What students get of it.</summary>
    public Notebook Exercise { get; }

    /// <summary>What earns points, in order.</summary>
    public IReadOnlyList<ExerciseCell> Parts { get; }

    /// <exception cref="NotebookException">It cannot be read, or something in it cannot be graded.</exception>
    public static Master Load(string path)
    {
        var notebook = Notebook.Load(path);
        MasterProblems.ThrowIfAny(notebook);
        return new(notebook);
    }
}
