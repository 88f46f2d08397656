using System.Collections.Concurrent;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Runs what follows a cell's <c>await</c> on the cell's own thread, where it can be interrupted. While that thread
/// blocks in a wait (<c>task.Result</c>, say), continuations go to the thread pool instead, as in a console program:
/// otherwise the wait would wait for itself.
/// </summary>
internal sealed class CellSynchronizationContext : SynchronizationContext, IDisposable
{
    private static readonly TimeSpan RescueInterval = TimeSpan.FromMilliseconds(10);

    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];
    private readonly Lock _gate = new();
    private readonly Thread _thread = Thread.CurrentThread;
    private volatile bool _isTaking;
    private Task? _awaited;
    private bool _isRescuing;
    private bool _finished;
    private bool _abandoned;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            if (_abandoned)
                return;
            if (!_finished)
            {
                _queue.Add((d, state));
                if (!_isTaking && !_isRescuing)
                {
                    _isRescuing = true;
                    _ = RescueAsync();
                }
                return;
            }
        }
        RunOnPool(d, state);
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Thread.CurrentThread == _thread)
            d(state);
        else
            base.Send(d, state);
    }

    /// <summary>Waits for the next continuation.</summary>
    /// <returns>False if <paramref name="task"/> has ended first.</returns>
    /// <exception cref="OperationCanceledException">Waiting was cancelled.</exception>
    public bool TryTakeBefore(Task task, CancellationToken cancellationToken, out Action continuation)
    {
        continuation = static () => { };
        if (_awaited != task)
        {
            _awaited = task;
            task.ContinueWith(
                _ => Post(static _ => { }, null),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
        if (task.IsCompleted)
            return false;
        _isTaking = true;
        var (callback, state) = _queue.Take(cancellationToken);
        _isTaking = false;
        continuation = () => callback(state);
        return true;
    }

    /// <summary>Lets work that outlives the cell go on in the thread pool, or, after an interrupt, not at all.</summary>
    public void Finish(bool abandon)
    {
        lock (_gate)
        {
            _finished = true;
            _abandoned = abandon;
            DrainToPool(discard: abandon);
        }
    }

    public void Dispose() => _queue.Dispose();

    /// <summary>Watches the cell's thread while it has continuations to run; one that sleeps or waits will not run them.</summary>
    private async Task RescueAsync()
    {
        while (true)
        {
            await Task.Delay(RescueInterval).ConfigureAwait(false);
            lock (_gate)
            {
                if (_finished || _queue.Count == 0)
                {
                    _isRescuing = false;
                    return;
                }
                if (!_isTaking && _thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
                    DrainToPool(discard: false);
            }
        }
    }

    private void DrainToPool(bool discard)
    {
        while (_queue.TryTake(out var item))
        {
            if (!discard)
                RunOnPool(item.Callback, item.State);
        }
    }

    private static void RunOnPool(SendOrPostCallback callback, object? state) =>
        ThreadPool.QueueUserWorkItem(static item => item.callback(item.state), (callback, state), preferLocal: false);
}
