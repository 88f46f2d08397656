using System.Text.Json.Nodes;
using AeKit.Kernel.Display;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Teaching;

namespace AeKit.Kernel.Grading;

/// <summary>Grades one submission.</summary>
internal sealed class SubmissionGrading
{
    private readonly Master _master;
    private readonly AnswerKey _key;
    private readonly GradingLimits _limits;
    private readonly SubmissionNotebook _submission;
    private readonly SubmissionRun _run;

    private SubmissionGrading(Master master, AnswerKey key, GradingLimits limits, SubmissionNotebook submission)
    {
        _master = master;
        _key = key;
        _limits = limits;
        _submission = submission;
        _run = new(submission.Cells, master.Notebook.Directory, key.Names, limits);
    }

    /// <param name="file">What was handed in.</param>
    /// <param name="master">What it answers.</param>
    /// <param name="key">What the master's own run has shown.</param>
    /// <param name="limits">What the submission may use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SubmissionGrade> GradeAsync(SubmissionFile file, Master master, AnswerKey key, GradingLimits limits, CancellationToken cancellationToken)
    {
        SubmissionNotebook submission;
        try
        {
            submission = SubmissionNotebook.Of(master.Exercise, Notebook.Load(file.Path));
        }
        catch (NotebookException exception)
        {
            var reason = exception.Message.Replace(file.Path, Path.GetFileName(file.Path), StringComparison.Ordinal);
            return new(file, [.. master.Parts.Select(part => new PartGrade(part, 0, GradeStatus.Unreadable, reason))], null, [reason]);
        }
        var grading = new SubmissionGrading(master, key, limits, submission);
        await grading._run.RunAsync(cancellationToken).ConfigureAwait(false);
        grading.StoreOutputs();
        return new(file, [.. master.Parts.Select(grading.GradeOf)], submission.Notebook, [.. submission.Notes, .. grading.NotesOfTheRun()]);
    }

    private PartGrade GradeOf(ExerciseCell part) => part.Purpose == CellPurpose.Essay ? GradeOfEssay(part) : GradeOfCheck(part);

    private PartGrade GradeOfEssay(ExerciseCell part)
    {
        var answer = ExerciseCell.In(_submission.Notebook).First(cell => cell.Id == part.Id).Cell.Source;
        return answer.ReplaceLineEndings("\n").Trim() == part.Cell.Source.ReplaceLineEndings("\n").Trim()
            ? new(part, 0, GradeStatus.Unanswered)
            : new(part, null, GradeStatus.ToBeRead);
    }

    private PartGrade GradeOfCheck(ExerciseCell part)
    {
        var cell = _submission.Cells.First(cell => cell.TeachersKey == part.Id);
        if (!_run.Outcomes.TryGetValue(cell.Index, out var outcome))
        {
            return _run.Harms.TryGetValue(cell.Unit, out var end)
                ? new(part, 0, end.Harm.Status, end.Harm.Reason)
                : new(part, 0, GradeStatus.Stopped, $"The submission has used up its time, {_limits.TotalTime.TotalSeconds:0.###} s, before this check.");
        }
        if (outcome.IsLate)
            return new(part, 0, GradeStatus.Stopped, _run.Late);
        if (_run.ErrorBefore(cell) is { } error && outcome.Check is null)
            return new(part, 0, GradeStatus.Error, error);
        if (outcome.Error is not null)
            return new(part, 0, GradeStatus.Error, $"The check cannot be run: {outcome.Error}");
        return GradeOfResult(part, outcome, _key.Checks[part.Id]);
    }

    /// <summary>Takes the points from the check's result, if it is the result that the check gives in the master.</summary>
    private PartGrade GradeOfResult(ExerciseCell part, CellOutcome outcome, ExpectedCheck expected)
    {
        if (!outcome.Names.SequenceEqual(_key.Names[part.Id]) && Deviates(outcome.Names, _key.Names[part.Id]))
            return new(part, 0, GradeStatus.Rejected, "A name in the check does not mean what it means in the teacher's notebook.");
        if (outcome.Results != 1 || outcome.Check is not { } check || outcome.ResultType != expected.ResultType)
            return new(part, 0, GradeStatus.Rejected, "The check's result is not the one of a check.");
        if (CheckFields.Text(check, "check") != expected.Name)
            return new(part, 0, GradeStatus.Rejected, $"The result is that of another check than {expected.Name}.");
        var status = CheckFields.Text(check, "status");
        if (status is not (GradeStatus.Correct or GradeStatus.Wrong or GradeStatus.Unanswered or GradeStatus.Failed) || CheckFields.Number(check, "earned") is not { } earned)
            return new(part, 0, GradeStatus.Rejected, "The check's result lacks 'status' or 'earned'.");
        var points = Math.Round(Math.Clamp(earned / expected.Points, 0, 1) * part.Points!.Value, 4);
        return new(part, points, status, "", Field("yours"), Field("expected"), Field("why"));

        string Field(string name) => CheckFields.Text(check, name) ?? "";
    }

    private static bool Deviates(string[] names, string[] expected) =>
        names.Length != expected.Length || names.Zip(expected).Any(pair => pair.Second.Length > 0 && pair.First != pair.Second);

    private IEnumerable<string> NotesOfTheRun()
    {
        foreach (var (unit, (index, harm)) in _run.Harms.OrderBy(end => end.Value.Cell))
        {
            var cell = _submission.Cells[index];
            yield return $"{cell.Name} was left out{(unit == cell.Name ? "" : $", and with it the rest of {unit}")}: {harm.Reason}";
        }
        if (_run.IsTimeUp)
            yield return $"the submission has used up its time, {_limits.TotalTime.TotalSeconds:0.###} s";
    }

    private void StoreOutputs()
    {
        foreach (var (index, cell) in _submission.Notebook.Cells.Where(cell => cell.IsExecutable).Index())
        {
            if (_run.Harms.TryGetValue(_submission.Cells[index].Unit, out var end) && end.Cell == index)
                cell.SetOutputs(index + 1, [OutputJson.Error(new CellError("Stopped", end.Harm.Reason, [end.Harm.Reason], null))]);
            else if (_run.Outcomes.TryGetValue(index, out var outcome))
                cell.SetOutputs(index + 1, OutputsOf(outcome));
            else
                cell.SetOutputs(null, []);
        }
    }

    private List<JsonObject> OutputsOf(CellOutcome outcome)
    {
        var outputs = outcome.Outputs.OfType<JsonObject>().Select(output => (JsonObject)output.DeepClone()).ToList();
        if (outcome.IsLate)
            outputs.Add(OutputJson.Error(new CellError(nameof(TimeoutException), _run.Late, [_run.Late], null)));
        return outputs;
    }
}
