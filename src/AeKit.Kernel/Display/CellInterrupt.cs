using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AeKit.Kernel.Display;

/// <summary>
/// Where a cell finds out that it is to stop. The compiler puts a check into every loop and function of a cell, and
/// all output checks too: the runtime's own way of stopping a thread can take the process down.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellInterrupt
{
    private static int _cancelledCells;

    /// <summary>Ends the calling code if its cell has been cancelled; costs one read otherwise.</summary>
    /// <exception cref="OperationCanceledException">The cell has been cancelled.</exception>
    public static void Check()
    {
        if (Volatile.Read(ref _cancelledCells) != 0)
            CellContext.Current?.CancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Begins a function: ends the calling code if its cell has been cancelled or the stack is used up.</summary>
    /// <exception cref="OperationCanceledException">The cell has been cancelled.</exception>
    /// <exception cref="InsufficientExecutionStackException">The functions call each other without end.</exception>
    public static void Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Check();
    }

    /// <summary>Makes the checks look at their cells' tokens; stays so, since work of a cancelled cell may live on.</summary>
    internal static void Arm() => Interlocked.Increment(ref _cancelledCells);
}
