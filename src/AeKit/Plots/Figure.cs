using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AeKit.Formatting;

namespace AeKit.Plots;

/// <summary>
/// A chart: a <see href="https://plotly.com/javascript/reference/">Plotly</see> figure (traces and layout) that also
/// has a static picture. A notebook holds both and shows what its viewer understands. Make one with
/// <see cref="Plot"/>. The same input always gives the same bytes.
/// </summary>
[TypeFormatterSource(
    typeof(FigureFormatterSource),
    PreferredMimeTypes = [MimeTypes.Plotly, MimeTypes.Html, MimeTypes.Svg, MimeTypes.PlainText])]
public sealed class Figure
{
    // The relaxed encoder keeps the accents and Chinese characters of titles readable in the saved notebook.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Chart _chart;

    internal Figure(Chart chart) => _chart = chart;

    /// <summary>The title, empty if there is none.</summary>
    public string Title => _chart.Title;

    /// <summary>
    /// The figure as Plotly JSON, <c>{"data":[…],"layout":{…}}</c>, the content of
    /// <c>application/vnd.plotly.v1+json</c>. Numbers keep 7 significant digits; NaN and infinities become null.
    /// </summary>
    public string ToPlotlyJson() => _chart.ToPlotly().ToJsonString(Json);

    /// <summary>The static picture, a complete SVG document with a white background.</summary>
    public string ToSvg() => _chart.ToSvg();

    /// <summary>
    /// The static picture as an HTML image. Viewers that clean HTML or SVG outputs (nbconvert, JupyterLab) take inline
    /// SVG apart; an image they leave alone.
    /// </summary>
    public string ToHtml() =>
        $"<img alt=\"{WebUtility.HtmlEncode(ToString())}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(ToSvg()))}\">";

    /// <summary>
    /// Writes the picture (<c>.svg</c>) or the Plotly JSON (<c>.json</c>), as the file name says. The file appears
    /// complete or not at all.
    /// </summary>
    /// <exception cref="ArgumentException">The name ends in neither <c>.svg</c> nor <c>.json</c>.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string content = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".SVG" => ToSvg(),
            ".JSON" => ToPlotlyJson(),
            var other => throw new ArgumentException(
                $"'{path}': a figure is saved as .svg (picture) or .json (Plotly), not as '{other}'.", nameof(path)),
        };
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>One line that says what the figure shows: kind, title, series with their ranges.</summary>
    public override string ToString() => _chart.Describe();
}
