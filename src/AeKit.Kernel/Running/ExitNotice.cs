using AeKit.Kernel.Display;

namespace AeKit.Kernel.Running;

/// <summary>Says so, and lets the run fail, if the process ends while a cell runs: <c>Environment.Exit(0)</c> is no success.</summary>
internal sealed class ExitNotice : IDisposable
{
    private readonly CellRun _run;
    private readonly IRunProgress _progress;

    public ExitNotice(CellRun run, IRunProgress progress)
    {
        _run = run;
        _progress = progress;
        AppDomain.CurrentDomain.ProcessExit += Tell;
    }

    public void Dispose() => AppDomain.CurrentDomain.ProcessExit -= Tell;

    private void Tell(object? sender, EventArgs e)
    {
        // What is said here is not the cell's output.
        CellContext.Current = null;
        _progress.Error($"{Path.GetFileName(_run.Notebook.Path)}, cell {_run.Number}: the process ended while the cell ran, as after Environment.Exit; nothing of the notebook is kept.");
        if (Environment.ExitCode == 0)
            Environment.ExitCode = 1;
    }
}
