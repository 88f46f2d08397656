using AeKit.Formatting;

namespace AeKit.Plots;

/// <summary>Shows a <see cref="Figure"/> as an interactive chart, as a picture or as a line of text.</summary>
internal sealed class FigureFormatterSource
{
#pragma warning disable CA1822 // The convention calls an instance method.
    public IEnumerable<object> CreateTypeFormatters() =>
#pragma warning restore CA1822
    [
        new MimeFormatter(MimeTypes.Plotly, figure => ((Figure)figure).ToPlotlyJson()),
        new MimeFormatter(MimeTypes.Html, figure => ((Figure)figure).ToHtml()),
        new MimeFormatter(MimeTypes.Svg, figure => ((Figure)figure).ToSvg()),
        new MimeFormatter(MimeTypes.PlainText, figure => ((Figure)figure).ToString()),
    ];
}
