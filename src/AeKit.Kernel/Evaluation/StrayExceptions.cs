using System.Runtime.ExceptionServices;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Exceptions that no one can catch, on a thread that a cell has started or after an <c>async void</c>, would end the
/// process. They are shown on the error stream of the cell they come from instead.
/// </summary>
internal static class StrayExceptions
{
    private static int _installed;

    /// <summary>Takes over the process's unhandled exceptions; once is enough.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
            ExceptionHandling.SetUnhandledExceptionHandler(Show);
    }

    private static bool Show(Exception exception)
    {
        // An interrupt that strikes while a cell starts to await comes out here.
        if (exception is not (OperationCanceledException or ThreadInterruptedException or ThreadAbortException))
            Console.Error.WriteLine($"Unhandled exception outside the cell: {string.Join('\n', CellErrors.Describe(exception, "", "").Traceback)}");
        return true;
    }
}
