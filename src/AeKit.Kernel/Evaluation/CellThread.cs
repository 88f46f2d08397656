using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// A thread for the execution of one cell. Cancelling stops awaits at once, the cell's own loops and functions by the
/// checks in them, sleeps and waits by <see cref="Thread.Interrupt"/>, and as a last resort library code by
/// <see cref="ControlledExecution"/>. Native calls and other threads go on.
/// </summary>
/// <remarks>
/// The last resort is one: on .NET 10.0 for Linux an abort that strikes at an interface call, as in most of LINQ, ends
/// the process, and so does a second abort of the same thread, which is why a thread serves one cell only.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "An abort may still be under way when the cell has ended; its source has nothing to release.")]
internal sealed class CellThread
{
    // Deep recursion is a lesson in many courses; the main thread's usual 8 MB come from the operating system.
    private const int StackSize = 16 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    // The time a running cell has to come to one of its checks, also on a busy machine.
    private static readonly TimeSpan AbortAfter = TimeSpan.FromMilliseconds(250);

    private readonly Func<Task> _work;
    private readonly bool _mayAbort;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _abort = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private bool _ended;

    private CellThread(Func<Task> work, bool mayAbort, CancellationToken cancellationToken)
    {
        _work = work;
        _mayAbort = mayAbort;
        _cancellationToken = cancellationToken;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = "Cell" };
    }

    /// <summary>Runs <paramref name="work"/> and what it awaits.</summary>
    /// <param name="work">Runs on the thread.</param>
    /// <param name="mayAbort">Whether to abort work that does not stop otherwise.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled and the work stopped.</exception>
    public static Task RunAsync(Func<Task> work, bool mayAbort, CancellationToken cancellationToken)
    {
        var thread = new CellThread(work, mayAbort, cancellationToken);
        thread._thread.Start();
        return thread._completion.Task;
    }

    private void Run()
    {
        using var context = new CellSynchronizationContext();
        using var registration = _cancellationToken.Register(() => StartThread(StopWork));
        Exception? failure = null;
        try
        {
            SynchronizationContext.SetSynchronizationContext(context);
            Task? task = null;
            RunControlled(() => task = _work());
            while (context.TryTakeBefore(task!, _cancellationToken, out var continuation))
                RunControlled(continuation);
            task!.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        EndInterrupts();
        var stopped = _cancellationToken.IsCancellationRequested && failure is not null;
        context.Finish(abandon: stopped);
        if (stopped)
            _completion.SetCanceled(_cancellationToken);
        else if (failure is not null)
            _completion.SetException(failure);
        else
            _completion.SetResult();
    }

    /// <summary>Runs the cell's own code, and nothing else, where an abort may strike.</summary>
    private void RunControlled(Action code)
    {
#pragma warning disable SYSLIB0046 // Meant for exactly this: code that a user types and wants to stop.
        ControlledExecution.Run(code, _abort.Token);
#pragma warning restore SYSLIB0046
    }

    private void StopWork()
    {
        CellInterrupt.Arm();
        var elapsed = Stopwatch.StartNew();
        while (true)
        {
            Thread.Sleep(Interval);
            lock (_gate)
            {
                if (_ended)
                    return;
                if (_thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin))
                    _thread.Interrupt();
                else if (_mayAbort && elapsed.Elapsed > AbortAfter && !_abort.IsCancellationRequested)
                    StartThread(_abort.Cancel); // Blocks until the abort has struck.
            }
        }
    }

    /// <summary>From here on the thread is not interrupted; an interrupt that came too late is swallowed.</summary>
    private void EndInterrupts()
    {
        while (!_ended)
        {
            try
            {
                lock (_gate)
                {
                    Thread.Sleep(0);
                    _ended = true;
                }
            }
            catch (ThreadInterruptedException)
            {
                // The next attempt finds the thread free of interrupts.
            }
        }
    }

    private static void StartThread(Action action) =>
        new Thread(() => action()) { IsBackground = true, Name = "Interrupt" }.Start();
}
