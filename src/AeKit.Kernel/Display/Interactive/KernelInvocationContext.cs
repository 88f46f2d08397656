using AeKit.Kernel.Display;

namespace Microsoft.DotNet.Interactive;

/// <summary>The execution of a cell, seen from its code.</summary>
public sealed class KernelInvocationContext
{
    private readonly CellContext _cell;

    private KernelInvocationContext(CellContext cell) => _cell = cell;

    /// <summary>The cell that the current flow of execution belongs to; null outside cells.</summary>
    public static KernelInvocationContext? Current => CellContext.Current is { } cell ? new(cell) : null;

    /// <summary>Is cancelled when the user interrupts the cell.</summary>
    public CancellationToken CancellationToken => _cell.CancellationToken;

    /// <summary>Shows <paramref name="value"/> below the cell.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeType">The only form to show it in; by default every form the value has.</param>
    public DisplayedValue Display(object? value, string? mimeType = null) => new(value, mimeType, _cell);
}
