using System.Text.Json.Nodes;

namespace AeKit.Kernel.Notebooks;

/// <summary>The outputs of a notebook's code cells at one moment.</summary>
internal sealed class NotebookSnapshot
{
    private NotebookSnapshot(IReadOnlyList<CellSnapshot> cells) => Cells = cells;

    public IReadOnlyList<CellSnapshot> Cells { get; }

    public static NotebookSnapshot Of(Notebook notebook) => new([.. notebook.Cells
        .Where(cell => cell.IsExecutable)
        .Select((cell, i) => new CellSnapshot(i + 1, cell.IsOutputCompared, [.. cell.Outputs.Select(output => (JsonObject)output.DeepClone())]))]);
}

/// <param name="Number">The cell's number among the executed cells, from 1.</param>
/// <param name="IsCompared">Whether another run must show the same.</param>
/// <param name="Outputs">Its outputs.</param>
internal sealed record CellSnapshot(int Number, bool IsCompared, IReadOnlyList<JsonObject> Outputs);
