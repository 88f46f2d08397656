using System.Diagnostics;

namespace AeKit.Kernel.Grading;

/// <summary>
/// Runs the cells of a submission. An exercise that does harm to the process is left out of the next one; checks that
/// have had their say are not run again.
/// </summary>
/// <param name="cells">All cells, in order.</param>
/// <param name="baseDirectory">What paths in <c>#r</c> lines are relative to.</param>
/// <param name="names">What the names in the teacher's cells must mean; null to find out.</param>
/// <param name="limits">What the submission may use.</param>
internal sealed class SubmissionRun(IReadOnlyList<PlannedCell> cells, string baseDirectory, IReadOnlyDictionary<string, string[]>? names, GradingLimits limits)
{
    private readonly Dictionary<int, CellOutcome> _outcomes = [];
    private readonly Dictionary<string, (int Cell, Harm Harm)> _harms = [];
    private readonly Stopwatch _watch = new();

    /// <summary>How the cells ended, by index.</summary>
    public IReadOnlyDictionary<int, CellOutcome> Outcomes => _outcomes;

    /// <summary>What has been left out, by unit: the cell that did harm, and what it did.</summary>
    public IReadOnlyDictionary<string, (int Cell, Harm Harm)> Harms => _harms;

    /// <summary>Whether cells were not run because the submission has used up its time.</summary>
    public bool IsTimeUp { get; private set; }

    /// <summary>What went wrong first in the answers that a check is about; null if nothing did.</summary>
    public string? ErrorBefore(PlannedCell check)
    {
        foreach (var cell in cells.Where(cell => cell.Unit == check.Unit && cell.Index < check.Index && !cell.IsCheck))
        {
            if (_outcomes.TryGetValue(cell.Index, out var outcome) && (outcome.IsLate ? Late : outcome.Error) is { } error)
                return $"{cell.Name}: {error}";
        }
        return null;
    }

    public string Late => $"The cell did not end within {limits.CellTime.TotalSeconds:0.###} s.";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _watch.Start();
        try
        {
            var suspects = await RunTogetherAsync(cancellationToken).ConfigureAwait(false);
            foreach (var unit in suspects)
                await RunAloneAsync(unit, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            IsTimeUp = true;
        }
    }

    /// <summary>Runs all, each time without what has done harm.</summary>
    /// <returns>The exercises that may have been hit by what another one has left running.</returns>
    private async Task<List<string>> RunTogetherAsync(CancellationToken cancellationToken)
    {
        var suspects = new List<string>();
        while (true)
        {
            List<PlannedCell> plan = [.. cells.Where(cell => !_harms.ContainsKey(cell.Unit) && IsOpen(cell))];
            if (plan.All(cell => _outcomes.ContainsKey(cell.Index)) || await RunAsync(plan, cancellationToken).ConfigureAwait(false) is not { } end)
                return suspects;
            var culprit = cells[end.Cell];
            _harms.Add(culprit.Unit, end);
            var others = plan.TakeWhile(cell => cell != culprit).Where(cell => cell.TeachersKey is null && cell.Unit != culprit.Unit);
            if (!end.Harm.IsProven && HasChecks(culprit.Unit) && others.Any())
                suspects.Add(culprit.Unit);
        }
    }

    /// <summary>Runs an exercise without the others: what ends the process now is its own doing, or that of an added cell.</summary>
    private async Task RunAloneAsync(string unit, CancellationToken cancellationToken)
    {
        while (true)
        {
            List<PlannedCell> plan = [.. cells.Where(cell => IsOpen(cell) && (cell.Unit == unit || (!_harms.ContainsKey(cell.Unit) && !HasChecks(cell.Unit))))];
            var end = await RunAsync(plan, cancellationToken).ConfigureAwait(false);
            if (end is { } again && cells[again.Cell].Unit != unit)
            {
                _harms.Add(cells[again.Cell].Unit, again);
                continue;
            }
            if (end is null)
                _harms.Remove(unit);
            return;
        }
    }

    private bool IsOpen(PlannedCell cell) => !cell.IsCheck || !_outcomes.ContainsKey(cell.Index);

    private bool HasChecks(string unit) => cells.Any(cell => cell.IsCheck && cell.Unit == unit);

    private async Task<(int Cell, Harm Harm)?> RunAsync(List<PlannedCell> plan, CancellationToken cancellationToken)
    {
        var time = limits.TotalTime - _watch.Elapsed;
        if (time <= TimeSpan.Zero)
            throw new TimeoutException();
        var folder = Directory.CreateTempSubdirectory("aekit-grade-");
        try
        {
            using var process = await GradingProcess.StartAsync(plan, baseDirectory, folder.FullName, names, limits, cancellationToken).ConfigureAwait(false);
            return await process.RunAsync(time, (cell, outcome) => _outcomes[cell] = outcome, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A process that a cell has started may still write there; the folder is in the temporary one anyway.
        }
    }
}
