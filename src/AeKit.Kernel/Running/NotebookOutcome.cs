namespace AeKit.Kernel.Running;

/// <summary>How the execution of a notebook ended.</summary>
internal enum NotebookOutcome
{
    Succeeded,
    Failed,
    Cancelled,
}
