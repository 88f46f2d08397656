using System.Collections.Concurrent;
using System.Diagnostics;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;
using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Kernel.Running;

/// <summary>Executes the cells of one notebook in a fresh evaluator.</summary>
internal static class NotebookExecution
{
    // How long an interrupted cell may take to stop before the run goes on without it.
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Executes cell by cell and stores the outputs in <paramref name="notebook"/>, up to the first cell that fails.
    /// Cells after that have no outputs. While it runs, the notebook's folder is the current directory.
    /// </summary>
    /// <param name="notebook">What is executed, and changed.</param>
    /// <param name="substitutes">Files that take the place of those in <c>#r</c> lines, by their full paths.</param>
    /// <param name="cellTimeout">How long a cell may run before it fails; null for as long as it takes.</param>
    /// <param name="progress">Is told of every cell.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static async Task<NotebookOutcome> RunAsync(
        Notebook notebook, IReadOnlyDictionary<string, string> substitutes, TimeSpan? cellTimeout, IRunProgress progress, CancellationToken cancellationToken)
    {
        // What another notebook has registered must not format this one's values.
        if (Formatter.RegisteredFormatters(includeDefaults: false).Any())
            Formatter.ResetToDefault();
        var previousDirectory = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(notebook.Directory);
        var evaluator = new Evaluator(notebook.Directory, substitutes);
        try
        {
            return await RunCellsAsync(notebook, evaluator, cellTimeout, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Directory.SetCurrentDirectory(previousDirectory);
        }
    }

    private static async Task<NotebookOutcome> RunCellsAsync(Notebook notebook, Evaluator evaluator, TimeSpan? cellTimeout, IRunProgress progress, CancellationToken cancellationToken)
    {
        var cells = notebook.Cells.Where(cell => cell.Kind == CellKind.Code).ToList();
        var total = cells.Count(cell => cell.IsExecutable);
        var records = new List<(Cell Cell, int Count, CellRecorder Recorder)>();
        var displays = new ConcurrentDictionary<string, CellRecorder.Entry>();
        var outcome = NotebookOutcome.Succeeded;
        foreach (var cell in cells.Where(cell => cell.IsExecutable))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                outcome = NotebookOutcome.Cancelled;
                break;
            }
            var run = new CellRun(notebook, cell, records.Count + 1, total);
            var recorder = new CellRecorder(displays);
            records.Add((cell, run.Number, recorder));
            progress.CellStarted(run);
            using var notice = new ExitNotice(run, progress);
            var watch = Stopwatch.StartNew();
            var result = await ExecuteWithinAsync(cellTimeout, evaluator, run, recorder, cancellationToken).ConfigureAwait(false);
            progress.CellEnded(run, result, watch.Elapsed);
            if (result.Status != CellStatus.Succeeded)
            {
                outcome = result.Status == CellStatus.Failed ? NotebookOutcome.Failed : NotebookOutcome.Cancelled;
                break;
            }
        }
        foreach (var cell in cells)
            cell.SetOutputs(null, []);
        // Only now: a later cell may have updated what an earlier one displays.
        foreach (var (cell, count, recorder) in records)
            cell.SetOutputs(count, recorder.ToJson(count));
        return outcome;
    }

    private static async Task<CellResult> ExecuteWithinAsync(TimeSpan? timeout, Evaluator evaluator, CellRun run, CellRecorder recorder, CancellationToken cancellationToken)
    {
        if (timeout is not { } limit)
            return Expected(run, recorder, await ExecuteAsync(evaluator, run, recorder, cancellationToken).ConfigureAwait(false));
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.CancelAfter(limit);
        var result = await ExecuteAsync(evaluator, run, recorder, clock.Token).ConfigureAwait(false);
        if (result.Status != CellStatus.Cancelled || cancellationToken.IsCancellationRequested)
            return Expected(run, recorder, result);
        var message = $"The cell did not end within {limit.TotalSeconds:0.###} s.";
        var error = new CellError(nameof(TimeoutException), message, [$"{run.Name}: {message}"], null);
        recorder.Publish(new ErrorOutput(error));
        return CellResult.Failed(error);
    }

    private static async Task<CellResult> ExecuteAsync(Evaluator evaluator, CellRun run, CellRecorder recorder, CancellationToken cancellationToken)
    {
        var execution = evaluator.ExecuteAsync(run.Cell.Source, run.Name, recorder, cancellationToken);
        var given = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => _ = GiveUpAsync(given)).ConfigureAwait(false);
        return await Task.WhenAny(execution, given.Task).ConfigureAwait(false) == execution
            ? await execution.ConfigureAwait(false)
            : CellResult.Cancelled;
    }

    private static async Task GiveUpAsync(TaskCompletionSource given)
    {
        await Task.Delay(StopPatience).ConfigureAwait(false);
        given.TrySetResult();
    }

    /// <summary>A cell tagged as raising an exception succeeds by failing.</summary>
    private static CellResult Expected(CellRun run, CellRecorder recorder, CellResult result)
    {
        if (!run.Cell.MayFail || result.Status == CellStatus.Cancelled)
            return result;
        if (result.Status == CellStatus.Failed)
            return CellResult.Succeeded;
        const string message = $"The cell is tagged {Cell.RaisesExceptionTag} but raised none.";
        var error = new CellError("NoException", message, [$"{run.Name}: {message}"], null);
        recorder.Publish(new ErrorOutput(error));
        return CellResult.Failed(error);
    }
}
