using AeKit.Formatting;

namespace AeKit.Explorer;

/// <summary>Shows a <see cref="LatentExplorer"/> live, as a still picture or as a line of text.</summary>
internal sealed class LatentExplorerFormatterSource
{
#pragma warning disable CA1822 // The convention calls an instance method.
    public IEnumerable<object> CreateTypeFormatters() =>
#pragma warning restore CA1822
    [
        new MimeFormatter(MimeTypes.Html, explorer => ((LatentExplorer)explorer).ToHtml()),
        new MimeFormatter(MimeTypes.Svg, explorer => ((LatentExplorer)explorer).ToSvg()),
        new MimeFormatter(MimeTypes.PlainText, explorer => ((LatentExplorer)explorer).ToString()),
    ];
}
