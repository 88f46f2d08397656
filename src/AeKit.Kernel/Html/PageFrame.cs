using System.Text.RegularExpressions;

namespace AeKit.Kernel.Html;

/// <summary>The HTML document around a page's content: one file, with its styles, that loads nothing.</summary>
internal static partial class PageFrame
{
    /// <param name="title">Of the window, as HTML text.</param>
    /// <param name="navigation">The page's contents list, or nothing.</param>
    /// <param name="body">The content.</param>
    public static string Render(string title, string navigation, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="{(Chinese().IsMatch(body) ? "zh" : "en")}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>{title}</title>
        <style>
        {StyleSheet()}</style>
        </head>
        <body>
        {navigation}<main>
        {body}</main>
        </body>
        </html>

        """;

    private static string StyleSheet()
    {
        using var stream = typeof(PageFrame).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
