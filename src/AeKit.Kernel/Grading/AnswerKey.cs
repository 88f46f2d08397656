using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Teaching;

namespace AeKit.Kernel.Grading;

/// <summary>What a run of the master itself shows: how its checks are to look when nothing has been tampered with.</summary>
/// <param name="Names">What the names in the teacher's marked cells mean, by grade_id.</param>
/// <param name="Checks">The checks, by grade_id.</param>
internal sealed record AnswerKey(IReadOnlyDictionary<string, string[]> Names, IReadOnlyDictionary<string, ExpectedCheck> Checks)
{
    // How long it takes is said afterwards, when it is too long for submissions.
    private static readonly TimeSpan LongestTime = TimeSpan.FromHours(1);

    /// <summary>Grades the master as if it were handed in.</summary>
    /// <exception cref="NotebookException">Its own solutions do not earn all points.</exception>
    public static async Task<AnswerKey> OfAsync(Master master, GradingLimits limits, CancellationToken cancellationToken)
    {
        var (_, cells, _) = SubmissionNotebook.Of(master.Exercise, master.Notebook);
        var run = new SubmissionRun(cells, master.Notebook.Directory, null, limits with { TotalTime = LongestTime });
        await run.RunAsync(cancellationToken).ConfigureAwait(false);
        var marked = ExerciseCell.In(master.Exercise).Select(cell => cell.Id).ToHashSet();
        var names = cells.Where(cell => cell.TeachersKey is { } id && marked.Contains(id) && run.Outcomes.ContainsKey(cell.Index)).ToDictionary(cell => cell.TeachersKey!, cell => run.Outcomes[cell.Index].Names);
        var checks = new Dictionary<string, ExpectedCheck>();
        foreach (var cell in cells.Where(cell => cell.IsCheck))
        {
            var outcome = run.Outcomes.GetValueOrDefault(cell.Index);
            var check = outcome?.Check;
            if (check is null || CheckFields.Text(check, "check") is not { Length: > 0 } name || CheckFields.Number(check, "points") is not { } points || CheckFields.Number(check, "earned") is not { } earned || earned < points || points <= 0)
                throw new NotebookException($"{Path.GetFileName(master.Notebook.Path)}, {cell.TeachersKey}: the teacher's own solution does not earn all points: {WhyNot(cell, run).TrimEnd('.')}. Mend the solution or the check before grading.");
            checks[cell.TeachersKey!] = new(name, outcome!.ResultType!, points);
        }
        return new(names, checks);
    }

    private static string WhyNot(PlannedCell cell, SubmissionRun run)
    {
        if (run.Harms.TryGetValue(cell.Unit, out var end))
            return end.Harm.Reason;
        if (!run.Outcomes.TryGetValue(cell.Index, out var outcome))
            return "the time was used up (--timeout)";
        return run.ErrorBefore(cell) ?? outcome.Error ?? (outcome.IsLate ? "it did not end in time (--cell-timeout)"
            : outcome.Check is null ? $"the cell's result is no check, which has the form {CheckResult.MimeType}"
            : outcome.Check.ToJsonString());
    }
}

/// <param name="Name">What it calls itself.</param>
/// <param name="ResultType">The type of its result, with the file of its assembly.</param>
/// <param name="Points">What it can earn, in its own count.</param>
internal sealed record ExpectedCheck(string Name, string ResultType, decimal Points);
