#pragma warning disable IDE1006 // The names are .NET Interactive's, so that its notebooks run unchanged.

using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Html;

namespace AeKit.Kernel.Display;

/// <summary>The functions every cell can call without a qualifier.</summary>
public static class CellFunctions
{
    /// <summary>Shows <paramref name="value"/> below the running cell.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeType">The only form to show it in; by default every form the value has.</param>
    public static DisplayedValue display(object? value, string? mimeType = null) => new(value, mimeType);

    /// <summary>Marks <paramref name="content"/> as HTML, to be shown as such.</summary>
    [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores")]
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Removes what the running cell has shown so far.</summary>
    /// <param name="wait">Keep it until the cell shows something new, so that nothing flickers.</param>
    public static void clearOutput(bool wait = false)
    {
        CellInterrupt.Check();
        CellContext.Current?.Sink.Publish(new ClearedOutput(wait));
    }
}
