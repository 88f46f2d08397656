using AeKit.Kernel.Display;

namespace Microsoft.DotNet.Interactive;

/// <summary>Displays any value from a cell.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows <paramref name="value"/> below the running cell.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeType">The only form to show it in; by default every form the value has.</param>
    public static DisplayedValue Display(this object? value, string? mimeType = null) => new(value, mimeType);

    /// <summary>Shows text that already has a form, as HTML or Markdown for instance.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">Its form.</param>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => new(value, mimeType);

    /// <summary>Shows a sequence as a table, a row for each element and a column for each of its properties.</summary>
    /// <param name="rows">The elements.</param>
    /// <typeparam name="T">What the columns are named after.</typeparam>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> rows) => new(new TableOf<T>(rows), null);
}
