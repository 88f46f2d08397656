using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Threads;

/// <summary>
/// The threads that share the work of one operation. The caller works too; the others wait for the next job by
/// spinning for some microseconds, then by giving way, then asleep. Whoever is free takes the next part, so that a
/// thread the system has put aside holds up nothing but the part it has begun.
/// </summary>
internal static unsafe class ThreadTeam
{
    private const int Pauses = 300;
    private const int YieldsBeforeSleep = 100;

    // _state: the job's number, whether it still takes helpers, and how many it has.
    private const long HelperMask = 0xFFFF;
    private const long Open = 1 << 16;
    private const int NumberShift = 17;

    private static readonly SemaphoreSlim Waking = new(0);

    private static int _size = Environment.ProcessorCount;
    private static int _started;
    private static int _busy;
    private static int _sleeping;

    private static delegate*<void*, int, void> _run;
    private static void* _job;
    private static int _parts;
    private static int _helpersWanted;
    private static ExceptionDispatchInfo? _failure;
    private static Counters _counters;

    // Each on a cache line of its own: all threads write to them.
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct Counters
    {
        [FieldOffset(128)] internal long State;
        [FieldOffset(256)] internal int Next;
        [FieldOffset(384)] internal int Left;
    }

    /// <summary>How many helpers have been started so far.</summary>
    internal static int Started => _started;

    /// <summary>The number of threads, the caller included.</summary>
    internal static int Size
    {
        get => _size;
        set => Volatile.Write(ref _size, value);
    }

    /// <summary>
    /// Runs the parts 0 … <paramref name="parts"/> − 1 and returns when all are done. Within a job, or while another
    /// thread has the team, the caller does all of them itself.
    /// </summary>
    internal static void Run<TJob>(TJob job, int parts) where TJob : struct, IParallelJob
    {
        var helpers = Math.Min(_size, parts) - 1;
        if (helpers <= 0 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (var part = 0; part < parts; part++) job.Run(part);
            return;
        }
        try
        {
            // The job stands on this thread's stack until all are done, so its address stays what it is.
            Share(Unsafe.AsPointer(ref job), &RunPart<TJob>, parts, helpers);
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    private static void RunPart<TJob>(void* job, int part) where TJob : struct, IParallelJob => Unsafe.AsRef<TJob>(job).Run(part);

    private static void Share(void* job, delegate*<void*, int, void> run, int parts, int helpers)
    {
        if (_started < helpers) Start(helpers);
        _job = job;
        _run = run;
        _parts = parts;
        _helpersWanted = helpers;
        _failure = null;
        _counters.Next = 0;
        _counters.Left = 0;
        // A full fence: whoever sees the job open sees all of the above; whoever goes to sleep sees the job or is seen.
        Interlocked.Exchange(ref _counters.State, ((_counters.State >> NumberShift) + 1) << NumberShift | Open);
        var asleep = Volatile.Read(ref _sleeping);
        if (asleep > 0) Waking.Release(Math.Min(asleep, helpers));

        TakeParts();
        var joined = (int)(Interlocked.And(ref _counters.State, ~Open) & HelperMask);
        for (var turn = 0; Volatile.Read(ref _counters.Left) != joined; turn++) Wait(turn);
        _failure?.Throw();
    }

    private static void TakeParts()
    {
        try
        {
            for (int part; (part = Interlocked.Increment(ref _counters.Next) - 1) < _parts;) _run(_job, part);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
        }
    }

    private static void Help()
    {
        long seen = 0;
        while (true)
        {
            seen = NextJob(seen);
            TakeParts();
            Interlocked.Increment(ref _counters.Left);
        }
    }

    // Joins the first open job after the one already seen and returns its number.
    private static long NextJob(long seen)
    {
        for (var turn = 0; ; turn++)
        {
            var state = Volatile.Read(ref _counters.State);
            var isNew = (state & Open) != 0 && state >> NumberShift != seen;
            if (isNew && (state & HelperMask) < _helpersWanted)
            {
                if (Interlocked.CompareExchange(ref _counters.State, state + 1, state) == state) return state >> NumberShift;
            }
            else if (turn < Pauses + YieldsBeforeSleep)
            {
                Wait(turn);
            }
            else
            {
                Sleep(seen);
                turn = 0;
            }
        }
    }

    private static void Sleep(long seen)
    {
        Interlocked.Increment(ref _sleeping);
        var state = Volatile.Read(ref _counters.State);
        if ((state & Open) == 0 || state >> NumberShift == seen) Waking.Wait();
        Interlocked.Decrement(ref _sleeping);
    }

    private static void Wait(int turn)
    {
        if (turn >= Pauses) Thread.Yield();
        else if (X86Base.IsSupported) X86Base.Pause();
        else Thread.SpinWait(1);
    }

    private static void Start(int helpers)
    {
        for (; _started < helpers; _started++)
            new Thread(Help) { IsBackground = true, Name = $"Tensor operations {_started + 1}" }.Start();
    }
}
