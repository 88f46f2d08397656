using System.Diagnostics;
using System.IO.Pipes;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Grading;

/// <summary>Runs cells of a submission in a process of their own, within limits of time and memory.</summary>
internal sealed class GradingProcess : IDisposable
{
    public const string Command = "grade-cells";

    private const int LongestErrorText = 2000;

    // More than the process itself needs to give up a cell.
    private static readonly TimeSpan CellPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // A process that starts meanwhile would inherit the pipe and keep it open.
    private static readonly SemaphoreSlim Starting = new(1);

    private readonly GradingJob _job;
    private readonly GradingLimits _limits;
    private readonly Process _process;
    private readonly AnonymousPipeServerStream _pipe;
    private readonly StringBuilder _error = new();
    private readonly Channel<GradingMessage> _messages = Channel.CreateUnbounded<GradingMessage>();

    private GradingProcess(GradingJob job, GradingLimits limits, Process process, AnonymousPipeServerStream pipe)
    {
        _job = job;
        _limits = limits;
        _process = process;
        _pipe = pipe;
    }

    /// <param name="cells">What to run.</param>
    /// <param name="baseDirectory">What paths in <c>#r</c> lines are relative to.</param>
    /// <param name="workingDirectory">The process's current directory.</param>
    /// <param name="names">What the names in the teacher's cells must mean; null to find out.</param>
    /// <param name="limits">What the cells may use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<GradingProcess> StartAsync(
        IReadOnlyList<PlannedCell> cells, string baseDirectory, string workingDirectory, IReadOnlyDictionary<string, string[]>? names, GradingLimits limits, CancellationToken cancellationToken)
    {
        var start = DotnetHost.Start(typeof(GradingProcess).Assembly.Location, [Command]);
        start.WorkingDirectory = workingDirectory;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["JPY_PARENT_PID"] = Environment.ProcessId.ToString();
        // Below the limit of the whole process, so that an array too many is an exception in the cell that asks for it.
        start.Environment["DOTNET_GCHeapHardLimit"] = (limits.Megabytes * (1L << 20) * 4 / 5).ToString("x");
        await Starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            var job = new GradingJob(RandomNumberGenerator.GetHexString(32), pipe.GetClientHandleAsString(), baseDirectory, limits.CellTime, limits.Megabytes, cells, names);
            var process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
            pipe.DisposeLocalCopyOfClientHandle();
            return new(job, limits, process, pipe);
        }
        finally
        {
            Starting.Release();
        }
    }

    /// <summary>Runs the cells to the end, or to the one that does harm.</summary>
    /// <param name="time">How long all of it may take.</param>
    /// <param name="ended">Is told of each cell that has ended.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The cell and what it did; null if all have ended.</returns>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public async Task<(int Cell, Harm Harm)?> RunAsync(TimeSpan time, Action<int, CellOutcome> ended, CancellationToken cancellationToken)
    {
        var error = ReadErrorAsync();
        _ = DiscardAsync(_process.StandardOutput.BaseStream);
        _ = ReadMessagesAsync();
        await GiveJobAsync(cancellationToken).ConfigureAwait(false);
        var students = _job.Cells.Where(planned => planned.TeachersKey is null).Select(planned => planned.Index).ToHashSet();
        var total = Stopwatch.StartNew();
        var silence = Stopwatch.StartNew();
        // Until the student's code begins, only the whole is limited.
        var patience = time;
        var cell = _job.Cells[0].Index;
        while (true)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var arrives = _messages.Reader.WaitToReadAsync(wait.Token).AsTask();
            if (await Task.WhenAny(arrives, Task.Delay(Interval, wait.Token)).ConfigureAwait(false) == arrives && !await arrives.ConfigureAwait(false))
                return (cell, await EndOfProcessAsync(error).ConfigureAwait(false));
            await wait.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            while (_messages.Reader.TryRead(out var message))
            {
                silence.Restart();
                switch (message.Event)
                {
                    case GradingEvent.CellStarted:
                        cell = message.Cell;
                        if (students.Contains(cell))
                            patience = _limits.CellTime + CellPatience;
                        break;
                    case GradingEvent.CellEnded:
                        ended(message.Cell, message.Outcome!);
                        break;
                    case GradingEvent.CellHarmed:
                        return (message.Cell, message.Harm!);
                    default:
                        return null;
                }
            }
            // A process that the cell has started may keep the pipe open.
            if (_process.HasExited && silence.Elapsed > ExitPatience)
                return (cell, await EndOfProcessAsync(error).ConfigureAwait(false));
            if (total.Elapsed > time)
                throw new TimeoutException();
            if (silence.Elapsed > patience)
                return (cell, Harm.NotStopped(_limits.CellTime));
            if (ResidentMegabytes() > _limits.Megabytes)
                return (cell, Harm.Memory(_limits.Megabytes));
        }
    }

    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended.
        }
        _process.Dispose();
        _pipe.Dispose();
    }

    private async Task GiveJobAsync(CancellationToken cancellationToken)
    {
        try
        {
            var input = _process.StandardInput.BaseStream;
            await using (input.ConfigureAwait(false))
                await JsonSerializer.SerializeAsync(input, _job, GradingMessage.JsonOptions, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has ended already, which is seen in a moment.
        }
    }

    private async Task ReadMessagesAsync()
    {
        using var reader = new StreamReader(_pipe);
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (Parse(line) is { } message && message.Token == _job.Token && _job.Cells.Any(cell => cell.Index == message.Cell || message.Event == GradingEvent.AllEnded))
                    _messages.Writer.TryWrite(message);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process has been ended.
        }
        _messages.Writer.TryComplete();
    }

    /// <summary>What was cut off when the process ended, or is not the grader's, is no message.</summary>
    private static GradingMessage? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<GradingMessage>(line, GradingMessage.JsonOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<Harm> EndOfProcessAsync(Task error)
    {
        using var patience = new CancellationTokenSource(ExitPatience);
        try
        {
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            await error.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_process.HasExited)
        {
            // It has closed the pipe and goes on.
            return Harm.Ended(0, "");
        }
        catch (OperationCanceledException)
        {
            // A process that it has started may write errors still.
        }
        lock (_error)
            return Harm.Ended(_process.ExitCode, _error.ToString());
    }

    private async Task ReadErrorAsync()
    {
        var buffer = new char[1024];
        try
        {
            int count;
            while ((count = await _process.StandardError.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                lock (_error)
                    _error.Append(buffer, 0, Math.Min(count, LongestErrorText - _error.Length));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process has been ended.
        }
    }

    private static async Task DiscardAsync(Stream stream)
    {
        try
        {
            await stream.CopyToAsync(Stream.Null).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process has been ended.
        }
    }

    private long ResidentMegabytes()
    {
        try
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64 >> 20;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
