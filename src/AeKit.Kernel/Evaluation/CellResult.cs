using AeKit.Kernel.Display;

namespace AeKit.Kernel.Evaluation;

/// <summary>The end of a cell's execution; what it showed went to its sink.</summary>
internal sealed record CellResult(CellStatus Status, CellError? Error = null)
{
    /// <summary>Whether the cell's code could not be stopped and goes on in the background.</summary>
    public bool GoesOn { get; init; }

    public static CellResult Succeeded { get; } = new(CellStatus.Succeeded);

    public static CellResult Cancelled { get; } = new(CellStatus.Cancelled);

    public static CellResult Failed(CellError error) => new(CellStatus.Failed, error);
}
