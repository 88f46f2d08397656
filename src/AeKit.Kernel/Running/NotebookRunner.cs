using System.Diagnostics;
using System.Text;
using AeKit.Kernel.Html;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>Runs notebooks one after the other and writes, or compares, what comes out.</summary>
internal sealed class NotebookRunner(RunOptions options, IRunProgress progress)
{
    private readonly ReferencedProjects _projects = new(progress, options.Properties);

    /// <summary>Runs every notebook, whatever becomes of the others.</summary>
    /// <returns>Failed if one failed, cancelled if the run was, else succeeded.</returns>
    public async Task<NotebookOutcome> RunAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var total = NotebookOutcome.Succeeded;
        foreach (var path in paths)
        {
            if (cancellationToken.IsCancellationRequested)
                return NotebookOutcome.Cancelled;
            var outcome = await RunOneAsync(path, cancellationToken).ConfigureAwait(false);
            if (outcome != NotebookOutcome.Succeeded)
                total = outcome;
        }
        return total;
    }

    private async Task<NotebookOutcome> RunOneAsync(string path, CancellationToken cancellationToken)
    {
        Notebook notebook;
        try
        {
            notebook = Notebook.Load(path);
        }
        catch (NotebookException exception)
        {
            progress.Error(exception.Message);
            return NotebookOutcome.Failed;
        }
        progress.NotebookStarted(notebook);
        var watch = Stopwatch.StartNew();
        var outcome = await ExecuteAsync(notebook, cancellationToken).ConfigureAwait(false);
        progress.NotebookEnded(notebook, outcome, watch.Elapsed);
        return outcome;
    }

    private async Task<NotebookOutcome> ExecuteAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> moved;
        try
        {
            if (options.Build && !await _projects.BuildAsync(notebook, cancellationToken).ConfigureAwait(false))
                return NotebookOutcome.Failed;
            moved = await _projects.FindMovedAsync(notebook, cancellationToken).ConfigureAwait(false);
            ParameterInjection.Inject(notebook, options.Parameters);
        }
        catch (OperationCanceledException)
        {
            return NotebookOutcome.Cancelled;
        }
        catch (NotebookException exception)
        {
            progress.Error(exception.Message);
            return NotebookOutcome.Failed;
        }
        var stored = options.Check ? NotebookSnapshot.Of(notebook) : null;
        var outcome = await NotebookExecution.RunAsync(notebook, moved, options.CellTimeout, progress, cancellationToken).ConfigureAwait(false);
        Write(notebook, outcome);
        if (stored is not null && outcome == NotebookOutcome.Succeeded && !Compare(notebook, stored))
            return NotebookOutcome.Failed;
        return outcome;
    }

    private void Write(Notebook notebook, NotebookOutcome outcome)
    {
        if (options.OutputDirectory is { } folder)
        {
            var target = Path.Combine(Path.GetFullPath(folder), notebook.Name);
            WriteFile(target + ".ipynb", notebook.ToBytes());
            var page = NotebookPage.Render(notebook);
            foreach (var warning in page.Warnings)
                progress.Warning($"{Path.GetFileName(notebook.Path)}, {warning}");
            WriteFile(target + ".html", Encoding.UTF8.GetBytes(page.Html));
        }
        if (options.InPlace && outcome == NotebookOutcome.Succeeded)
            WriteFile(notebook.Path, notebook.ToBytes());
    }

    private void WriteFile(string path, byte[] content)
    {
        AtomicFile.Write(path, content);
        progress.FileWritten(path);
    }

    private bool Compare(Notebook notebook, NotebookSnapshot stored)
    {
        var differences = NotebookComparison.Compare(stored, NotebookSnapshot.Of(notebook), options.Tolerance);
        foreach (var difference in differences)
            progress.Error($"{Path.GetFileName(notebook.Path)}, {difference}");
        return differences.Count == 0;
    }
}
