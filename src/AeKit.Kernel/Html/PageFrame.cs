using System.Text.RegularExpressions;

namespace AeKit.Kernel.Html;

/// <summary>The HTML document around a page's content: one file, with its styles, that loads nothing.</summary>
internal static partial class PageFrame
{
    /// <summary>For pages with others' HTML: a browser runs nothing of it, and loads and sends nothing.</summary>
    public const string WithoutScripts = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n";

    /// <param name="title">Of the window, as HTML text.</param>
    /// <param name="navigation">The page's contents list, or nothing.</param>
    /// <param name="body">The content.</param>
    /// <param name="head">More for the head, in lines of its own.</param>
    public static string Render(string title, string navigation, string body, string head = "") =>
        $"""
        <!DOCTYPE html>
        <html lang="{(Chinese().IsMatch(body) ? "zh" : "en")}">
        <head>
        <meta charset="utf-8">
        {head}<meta name="viewport" content="width=device-width, initial-scale=1">
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
