using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace AeKit.Kernel.Messaging;

/// <summary>
/// The client that has started the kernel. Clients name themselves in <c>JPY_PARENT_PID</c> (on Windows by a handle); one
/// that dies without a word must not leave its kernels behind.
/// </summary>
internal static class ParentProcess
{
    private const string Variable = "JPY_PARENT_PID";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Calls <paramref name="ended"/> when the parent has ended; never, if it has not named itself.</summary>
    public static void Watch(Action ended)
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable(Variable), out var parent) || parent <= 1)
            return;
        if (OperatingSystem.IsWindows())
            WaitForHandle((nint)parent, ended);
        else if (StartTime((int)parent) is { } start)
            _ = PollAsync((int)parent, start, ended);
    }

    private static async Task PollAsync(int parent, DateTime start, Action ended)
    {
        using var timer = new PeriodicTimer(Interval);
        while (StartTime(parent) == start)
            await timer.WaitForNextTickAsync().ConfigureAwait(false);
        ended();
    }

    /// <summary>When the process with that number started: numbers are used again.</summary>
    private static DateTime? StartTime(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static void WaitForHandle(nint handle, Action ended)
    {
        var wait = new ManualResetEvent(false) { SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false) };
        ThreadPool.RegisterWaitForSingleObject(wait, (_, _) => ended(), null, Timeout.Infinite, executeOnlyOnce: true);
    }
}
