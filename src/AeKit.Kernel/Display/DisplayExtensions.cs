namespace AeKit.Kernel.Display;

/// <summary>Displays any value from a cell.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows <paramref name="value"/> below the running cell.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeType">The only form to show it in; by default every form the value has.</param>
    public static DisplayedValue Display(this object? value, string? mimeType = null) => new(value, mimeType);
}
