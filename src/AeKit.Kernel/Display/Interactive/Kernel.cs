#pragma warning disable IDE1006 // The names are .NET Interactive's, so that its notebooks run unchanged.

using System.Diagnostics.CodeAnalysis;
using AeKit.Kernel.Display;
using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive;

/// <summary>The functions every cell can call without a qualifier.</summary>
public static class Kernel
{
    /// <summary>Shows <paramref name="value"/> below the running cell.</summary>
    /// <param name="value">What to show.</param>
    /// <param name="mimeType">The only form to show it in; by default every form the value has.</param>
    public static DisplayedValue display(object? value, string? mimeType = null) => new(value, mimeType);

    /// <summary>Marks <paramref name="content"/> as HTML, to be shown as such.</summary>
    [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores")]
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Lets the page that shows the notebook run <paramref name="content"/>.</summary>
    public static DisplayedValue Javascript(string content) => new(content, MimeTypes.JavaScript);

    /// <summary>Removes what the running cell has shown so far.</summary>
    /// <param name="wait">Keep it until the cell shows something new, so that nothing flickers.</param>
    public static void clearOutput(bool wait = false)
    {
        CellInterrupt.Check();
        CellContext.Current?.Sink.Publish(new ClearedOutput(wait));
    }

    /// <summary>Asks the user for a line of text.</summary>
    /// <param name="prompt">What the user is asked.</param>
    /// <exception cref="InvalidOperationException">There is no one to ask.</exception>
    public static Task<string> GetInputAsync(string prompt = "") => ReadAsync(prompt, isPassword: false);

    /// <summary>Asks the user for something that is not shown while it is typed, and not stored.</summary>
    /// <param name="prompt">What the user is asked.</param>
    /// <exception cref="InvalidOperationException">There is no one to ask.</exception>
    public static async Task<PasswordString> GetPasswordAsync(string prompt = "") => new(await ReadAsync(prompt, isPassword: true));

    private static Task<string> ReadAsync(string prompt, bool isPassword) => CellContext.Current is { } cell
        ? cell.Input.ReadAsync(prompt, isPassword, cell.CancellationToken)
        : NoInput.Instance.ReadAsync(prompt, isPassword, CancellationToken.None);
}
