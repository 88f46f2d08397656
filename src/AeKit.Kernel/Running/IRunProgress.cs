using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>Is told what a run does, as it does it.</summary>
internal interface IRunProgress
{
    void BuildStarted(ProjectOutput project);

    void BuildFailed(ProjectOutput project, BuildResult result);

    void NotebookStarted(Notebook notebook);

    void CellStarted(CellRun run);

    void CellEnded(CellRun run, CellResult result, TimeSpan elapsed);

    void NotebookEnded(Notebook notebook, NotebookOutcome outcome, TimeSpan elapsed);

    void Warning(string message);

    void Error(string message);

    void FileWritten(string path);
}
