namespace AeKit.Formatting;

/// <summary>The MIME types AeKit's values show themselves in.</summary>
internal static class MimeTypes
{
    public const string Plotly = "application/vnd.plotly.v1+json";
    public const string Svg = "image/svg+xml";
    public const string Html = "text/html";
    public const string PlainText = "text/plain";

    /// <summary>The result of a check, as <c>aekit grade</c> reads it.</summary>
    public const string Check = "application/vnd.aekit.check+json";
}
