using System.Diagnostics;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// A thread for the execution of one cell. Cancelling stops awaits at once, the cell's own loops and functions by the
/// checks in them, sleeps and waits by <see cref="Thread.Interrupt"/>, and what does not stop so by
/// <see cref="ModuleCancellation"/>. Library code that calls nothing of the cell goes on, and so do native calls: the
/// thread is left to them, and the cell has ended.
/// </summary>
/// <remarks>
/// <see cref="System.Runtime.ControlledExecution"/> could abort the thread, but on .NET 10.0 for Linux an abort that
/// strikes at an interface call, as in most of LINQ, ends the process.
/// </remarks>
internal sealed class CellThread
{
    // Deep recursion is a lesson in many courses; the main thread's usual 8 MB come from the operating system.
    private const int StackSize = 16 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    // The time a running cell has to come to one of its own checks, also on a busy machine.
    private static readonly TimeSpan CancelModulesAfter = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan LeaveAfter = TimeSpan.FromSeconds(1);

    private readonly Func<Task> _work;
    private readonly ModuleCancellation _modules;
    private readonly CancellationToken _cancellationToken;
    // What follows the cell goes on at once, on the cell's thread: a cell may have left no thread of the pool free.
    private readonly TaskCompletionSource _completion = new();
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private bool _ended;

    private CellThread(Func<Task> work, ModuleCancellation modules, CancellationToken cancellationToken)
    {
        _work = work;
        _modules = modules;
        _cancellationToken = cancellationToken;
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = "Cell" };
    }

    /// <summary>Runs <paramref name="work"/> and what it awaits.</summary>
    /// <param name="work">Runs on the thread.</param>
    /// <param name="modules">Stops work that does not stop otherwise.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="CellNotStoppedException">The work did not stop and has been left to itself.</exception>
    public static Task RunAsync(Func<Task> work, ModuleCancellation modules, CancellationToken cancellationToken)
    {
        var thread = new CellThread(work, modules, cancellationToken);
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
            var task = _work();
            while (context.TryTakeBefore(task, _cancellationToken, out var continuation))
                continuation();
            task.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        EndInterrupts();
        _modules.Renew();
        var stopped = _cancellationToken.IsCancellationRequested && failure is not null;
        context.Finish(abandon: stopped);
        SynchronizationContext.SetSynchronizationContext(null);
        if (stopped)
            _completion.TrySetCanceled(_cancellationToken);
        else if (failure is not null)
            _completion.TrySetException(failure);
        else
            _completion.TrySetResult();
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
            }
            if (elapsed.Elapsed > CancelModulesAfter)
                _modules.Cancel();
            if (elapsed.Elapsed <= LeaveAfter)
                continue;
            _modules.Renew();
            _completion.TrySetException(new CellNotStoppedException());
            return;
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
