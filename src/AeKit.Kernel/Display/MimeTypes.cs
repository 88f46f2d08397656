namespace AeKit.Kernel.Display;

/// <summary>The MIME types the kernel itself writes or chooses between.</summary>
internal static class MimeTypes
{
    public const string Html = "text/html";
    public const string JavaScript = "application/javascript";
    public const string Jpeg = "image/jpeg";
    public const string Latex = "text/latex";
    public const string Markdown = "text/markdown";
    public const string Mermaid = "text/vnd.mermaid";
    public const string Plain = "text/plain";
    public const string Png = "image/png";
    public const string Svg = "image/svg+xml";

    /// <summary>Whether content of this type is stored as a JSON value rather than as a string.</summary>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json"
        || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));
}
