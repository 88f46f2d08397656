using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Tests.Running;

internal sealed class RecordingProgress : IRunProgress
{
    public List<string> Events { get; } = [];

    public List<string> Errors { get; } = [];

    public void BuildStarted(ProjectOutput project) => Events.Add($"build {Path.GetFileName(project.ProjectPath)} {project.Configuration}");

    public void BuildFailed(ProjectOutput project, BuildResult result) => Errors.Add(result.Output);

    public void NotebookStarted(Notebook notebook) => Events.Add($"start {notebook.Name}");

    public void CellStarted(CellRun run)
    {
    }

    public void CellEnded(CellRun run, CellResult result, TimeSpan elapsed) => Events.Add($"{run.Name} {result.Status}");

    public void NotebookEnded(Notebook notebook, NotebookOutcome outcome, TimeSpan elapsed) => Events.Add($"end {notebook.Name} {outcome}");

    public void Warning(string message) => Events.Add("warning " + message);

    public void Error(string message) => Errors.Add(message);

    public void FileWritten(string path) => Events.Add("wrote " + Path.GetFileName(path));
}
