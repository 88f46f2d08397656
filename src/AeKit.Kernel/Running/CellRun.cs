using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>One cell's turn in a run.</summary>
/// <param name="Notebook">The notebook it belongs to.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Number">Its number among the executed cells, from 1: its execution count.</param>
/// <param name="Total">How many cells the notebook executes.</param>
internal sealed record CellRun(Notebook Notebook, Cell Cell, int Number, int Total)
{
    /// <summary>The name in error messages and stack traces.</summary>
    public string Name => $"In[{Number}]";

    /// <summary>The first line that says what the cell does.</summary>
    public string Title
    {
        get
        {
            var lines = Cell.Source.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
            return lines.FirstOrDefault(line => !line.StartsWith("using ", StringComparison.Ordinal)) ?? lines[0];
        }
    }
}
