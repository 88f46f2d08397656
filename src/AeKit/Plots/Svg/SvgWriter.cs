using System.Globalization;
using System.Security;
using System.Text;

namespace AeKit.Plots.Svg;

/// <summary>Where along its x a text is anchored.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Writes the elements of an SVG document; lengths in px, rounded to a tenth.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _body = new();

    public static string Number(double value)
    {
        double rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    public void Rectangle(double x, double y, double width, double height, string fill, string? stroke = null) =>
        _body.Append("<rect x=\"").Append(Number(x)).Append("\" y=\"").Append(Number(y))
            .Append("\" width=\"").Append(Number(width)).Append("\" height=\"").Append(Number(height))
            .Append("\" fill=\"").Append(fill).Append('"')
            .Append(stroke is null ? "" : $" stroke=\"{stroke}\"").Append("/>");

    /// <summary>One path; <paramref name="style"/> holds the presentation attributes.</summary>
    public void Path(SvgPath path, string style)
    {
        if (!path.IsEmpty)
            _body.Append("<path d=\"").Append(path).Append("\" ").Append(style).Append("/>");
    }

    public void Text(
        double x, double y, string text, double size, Anchor anchor = Anchor.Start, string fill = Theme.Ink, bool bold = false, double turn = 0)
    {
        if (text.Length == 0)
            return;
        _body.Append("<text x=\"").Append(Number(x)).Append("\" y=\"").Append(Number(y))
            .Append("\" font-size=\"").Append(Number(size)).Append('"');
        if (anchor != Anchor.Start)
            _body.Append(" text-anchor=\"").Append(anchor == Anchor.Middle ? "middle" : "end").Append('"');
        if (fill != Theme.Ink)
            _body.Append(" fill=\"").Append(fill).Append('"');
        if (bold)
            _body.Append(" font-weight=\"600\"");
        if (turn != 0)
            _body.Append(" transform=\"rotate(").Append(Number(turn)).Append(' ').Append(Number(x)).Append(' ').Append(Number(y)).Append(")\"");
        _body.Append('>').Append(Escape(text)).Append("</text>");
    }

    /// <summary>A raster picture stretched over a rectangle, its pixels kept as squares.</summary>
    public void Picture(double x, double y, double width, double height, byte[] png) =>
        _body.Append("<image x=\"").Append(Number(x)).Append("\" y=\"").Append(Number(y))
            .Append("\" width=\"").Append(Number(width)).Append("\" height=\"").Append(Number(height))
            .Append("\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"")
            .Append(PngEncoder.DataUri(png)).Append("\"/>");

    /// <summary>The document: what was written, on white, with the description for screen readers.</summary>
    public string ToDocument(double width, double height, string description)
    {
        string w = Number(Math.Ceiling(width)), h = Number(Math.Ceiling(height));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" " +
            $"font-family=\"{Theme.Font}\" fill=\"{Theme.Ink}\" role=\"img\" aria-label=\"{Escape(description)}\" style=\"max-width:100%;height:auto\">" +
            $"<rect width=\"{w}\" height=\"{h}\" fill=\"{Theme.Paper}\"/>{_body}</svg>";
    }

    // XML 1.0 has no place for most control characters, not even escaped.
    private static string Escape(string text) =>
        SecurityElement.Escape(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));
}
