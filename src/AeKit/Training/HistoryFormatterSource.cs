using AeKit.Formatting;

namespace AeKit.Training;

/// <summary>Shows a <see cref="History"/> as its learning curves, or as its table of epochs.</summary>
internal sealed class HistoryFormatterSource
{
#pragma warning disable CA1822 // The convention calls an instance method.
    public IEnumerable<object> CreateTypeFormatters() =>
#pragma warning restore CA1822
    [
        new MimeFormatter(MimeTypes.Plotly, history => ((History)history).Chart().ToPlotlyJson()),
        new MimeFormatter(MimeTypes.Html, history => ((History)history).Chart().ToHtml()),
        new MimeFormatter(MimeTypes.Svg, history => ((History)history).Chart().ToSvg()),
        new MimeFormatter(MimeTypes.PlainText, history => ((History)history).ToString()),
    ];
}
