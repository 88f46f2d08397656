using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;

namespace AeKit.Notebooks.Tests;

/// <summary>Every chapter, run once for all tests, compared with its committed outputs and written as a page.</summary>
public sealed class ExecutedChapters : IAsyncLifetime
{
    // Training amplifies the last bit, in which processors differ; on one machine the runs are equal.
    private const double Tolerance = 0.05;

    private readonly Report _report = new();

    /// <summary>Where the executed notebooks and pages are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("aekit-chapters-").FullName;

    /// <summary>Whether all cells of all chapters succeeded and agreed.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>What went wrong, for people.</summary>
    public string Errors => string.Join('\n', _report.Messages);

    public async Task InitializeAsync()
    {
        // The chapters load AeKit's Release output, which a Release run of the tests has just built.
        var options = new RunOptions
        {
            OutputDirectory = Folder,
            Check = true,
            Tolerance = Tolerance,
            Build = !AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal),
        };
        var outcome = await new NotebookRunner(options, _report).RunAsync(Repository.Chapters, CancellationToken.None);
        Succeeded = outcome == NotebookOutcome.Succeeded;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    private sealed class Report : IRunProgress
    {
        public List<string> Messages { get; } = [];

        public void BuildStarted(ProjectOutput project)
        {
        }

        public void BuildFailed(ProjectOutput project, BuildResult result) => Messages.Add($"{project} did not build: {result}");

        public void NotebookStarted(Notebook notebook)
        {
        }

        public void CellStarted(CellRun run)
        {
        }

        public void CellEnded(CellRun run, CellResult result, TimeSpan elapsed)
        {
            if (result.Status != CellStatus.Succeeded)
            {
                Messages.Add($"{run.Notebook.Name}, {run.Name}: {result.Error?.Name} in line {result.Error?.Line}: {result.Error?.Message}");
            }
        }

        public void NotebookEnded(Notebook notebook, NotebookOutcome outcome, TimeSpan elapsed)
        {
        }

        public void Warning(string message) => Messages.Add(message);

        public void Error(string message) => Messages.Add(message);

        public void FileWritten(string path)
        {
        }
    }
}
