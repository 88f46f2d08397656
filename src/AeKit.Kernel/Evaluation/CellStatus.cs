namespace AeKit.Kernel.Evaluation;

/// <summary>How the execution of a cell ended.</summary>
internal enum CellStatus
{
    Succeeded,
    Failed,
    Cancelled,
}
