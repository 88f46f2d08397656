using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Messaging;
using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Kernel.Grading;

/// <summary>
/// The process that runs a submission: executes the cells one after the other, whatever becomes of each, and tells the
/// grader through a pipe. It ends when a cell has left behind what the next ones must not meet.
/// </summary>
internal sealed class GradingProgram
{
    // After its time a cell is interrupted; the evaluator gives it up a second later.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly GradingJob _job;
    private readonly Stream _pipe;
    private readonly string _workingDirectory = Directory.GetCurrentDirectory();
    private readonly Evaluator _evaluator;
    private readonly NameMeanings _meanings;
    private readonly Dictionary<string, IReadOnlyList<string>> _changed = [];
    private readonly ConcurrentDictionary<IOutputSink, PlannedCell> _started = [];
    private readonly Lock _gate = new();
    private volatile bool _isOutOfMemory;
    private bool _isStudentsTurn;

    private GradingProgram(GradingJob job, Stream pipe)
    {
        _job = job;
        _pipe = pipe;
        _evaluator = new(job.BaseDirectory);
        _meanings = new(_evaluator, job.Cells.ToDictionary(cell => cell.Name));
    }

    /// <summary>Takes the job from the standard input.</summary>
    public static async Task RunAsync()
    {
        ParentProcess.Watch(() => Environment.Exit(1));
        GradingJob job;
        using (var input = Console.OpenStandardInput())
            job = (await JsonSerializer.DeserializeAsync<GradingJob>(input, GradingMessage.JsonOptions).ConfigureAwait(false))!;
        using var pipe = new AnonymousPipeClientStream(PipeDirection.Out, job.Pipe);
        await new GradingProgram(job, pipe).RunCellsAsync().ConfigureAwait(false);
    }

    private async Task RunCellsAsync()
    {
        // Also what an answer or a check catches: the next cells would have no memory either.
        AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => _isOutOfMemory |= thrown.Exception is OutOfMemoryException;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TellWhoEnds();
        foreach (var cell in _job.Cells)
        {
            Send(new(_job.Token, GradingEvent.CellStarted, cell.Index));
            var (outcome, harm) = await ExecuteAsync(cell).ConfigureAwait(false);
            if (harm is not null)
            {
                Send(new(_job.Token, GradingEvent.CellHarmed, cell.Index, outcome, harm));
                return;
            }
            Send(new(_job.Token, GradingEvent.CellEnded, cell.Index, outcome));
        }
        Send(new(_job.Token, GradingEvent.AllEnded));
    }

    /// <summary>The process ends on the thread of the one who ends it, which may be an earlier cell's.</summary>
    private void TellWhoEnds()
    {
        if (CellContext.Current?.Sink is { } sink && _started.TryGetValue(sink, out var cell))
            Send(new(_job.Token, GradingEvent.CellHarmed, cell.Index, null, Harm.Ended(Environment.ExitCode, "") with { IsProven = true }));
    }

    private async Task<(CellOutcome Outcome, Harm? Harm)> ExecuteAsync(PlannedCell cell)
    {
        Directory.SetCurrentDirectory(_workingDirectory);
        if (cell.IsCheck)
            Formatter.ResetToDefault();
        var names = cell.TeachersKey is null ? [] : _meanings.Of(cell.Source);
        var output = new GradedOutput();
        _started[output] = cell;
        // What the teacher's cells do at the beginning they do for all, and the compiler has its slowest moments.
        _isStudentsTurn |= cell.TeachersKey is null;
        var time = _isStudentsTurn ? _job.CellTime : Timeout.InfiniteTimeSpan;
        using var clock = new CancellationTokenSource(time);
        var execution = _evaluator.ExecuteAsync(cell.Source, cell.Name, output, clock.Token);
        var hasEnded = await Task.WhenAny(execution, Task.Delay(_isStudentsTurn ? time + StopPatience : time)).ConfigureAwait(false) == execution;
        var result = hasEnded ? await execution.ConfigureAwait(false) : CellResult.Cancelled with { GoesOn = true };
        var isLate = clock.IsCancellationRequested;
        var (values, shown) = output.Close();
        var outcome = new CellOutcome(
            new([.. shown.ToJson(Number(cell))]),
            result.Error is { } error ? $"{error.Name}: {error.Message}" : null,
            isLate,
            names,
            values.Count,
            values is [{ } value] ? $"{value.GetType().FullName} in {value.GetType().Assembly.Location}" : null,
            cell.IsCheck && values is [var only] ? CheckResult.Of(only) : null);
        return (outcome, result.GoesOn ? Harm.NotStopped(_job.CellTime) : HarmOf(cell));
    }

    private Harm? HarmOf(PlannedCell cell)
    {
        if (_isOutOfMemory || HasUsedUpMemory())
            return Harm.Memory(_job.Megabytes);
        var name = NewlyChanged(cell);
        return name is null ? null : Harm.ChangedName(name);
    }

    /// <summary>Memory that a cell has taken and keeps is missing to all after it.</summary>
    private bool HasUsedUpMemory()
    {
        var most = _job.Megabytes * (1L << 20) * 3 / 5;
        return GC.GetTotalMemory(forceFullCollection: false) > most && GC.GetTotalMemory(forceFullCollection: true) > most;
    }

    /// <summary>A name in the teacher's cells to come that the student's cell has changed; null if there is none.</summary>
    private string? NewlyChanged(PlannedCell last)
    {
        if (_job.Names is null)
            return null;
        string? found = null;
        foreach (var cell in _job.Cells.Where(cell => cell.Index > last.Index && cell.TeachersKey is { } key && _job.Names.ContainsKey(key)))
        {
            var changed = _meanings.Changed(cell.Source, _job.Names[cell.TeachersKey!]);
            found ??= changed.Except(_changed.GetValueOrDefault(cell.TeachersKey!, [])).FirstOrDefault();
            _changed[cell.TeachersKey!] = changed;
        }
        // The teacher may do so.
        return last.TeachersKey is null ? found : null;
    }

    private static int Number(PlannedCell cell) => cell.Index + 1;

    private void Send(GradingMessage message)
    {
        lock (_gate)
        {
            _pipe.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message, GradingMessage.JsonOptions) + "\n"));
            _pipe.Flush();
        }
    }
}
