using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AeKit.Kernel.Display;
using AeKit.Kernel.Html.Math;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Html;

/// <summary>Stored outputs as HTML that needs no script: of a bundle, the richest form that stands by itself.</summary>
internal static partial class OutputRenderer
{
    public static string Render(JsonObject output, MarkdownRenderer markdown) => output["output_type"]?.ToString() switch
    {
        "stream" => Stream(output),
        "error" => Error(output),
        "display_data" or "execute_result" => Bundle(OutputJson.ReadBundle(output), markdown),
        _ => "",
    };

    private static string Stream(JsonObject output)
    {
        var name = output["name"]?.ToString() == StreamOutput.StandardError ? "stderr" : "stdout";
        return $"<pre class=\"{name}\">{Encode(OutputJson.JoinLines(output["text"]))}</pre>";
    }

    private static string Error(JsonObject output)
    {
        var lines = output["traceback"] is JsonArray traceback ? traceback.Select(line => line?.ToString()) : [];
        return $"<pre class=\"error\"><strong>{Encode(output["ename"]?.ToString() ?? "")}</strong>\n{Encode(string.Join('\n', lines))}</pre>";
    }

    private static string Bundle(MimeBundle bundle, MarkdownRenderer markdown)
    {
        if (bundle.Text(MimeTypes.Html) is { } live && IsLiveOverPicture(live))
            return Division(live);
        var alternative = Encode(Shortened(bundle.Text(MimeTypes.Plain) ?? "picture"));
        if (bundle.Text(MimeTypes.Svg) is { } svg)
            return $"<img alt=\"{alternative}\" src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(WithNamespace(svg)))}\">";
        foreach (var type in (string[])[MimeTypes.Png, MimeTypes.Jpeg])
        {
            if (bundle.Text(type) is { } base64)
                return $"<img alt=\"{alternative}\" src=\"data:{type};base64,{WhiteSpace().Replace(base64, "")}\">";
        }
        if (bundle.Text(MimeTypes.Html) is { } html)
            return Division(html);
        if (bundle.Text(MimeTypes.Markdown) is { } text)
            return markdown.Render(text);
        if (bundle.Text(MimeTypes.Latex) is { } latex)
            return $"<p>{TexMath.Convert(latex.Trim().Trim('$').Trim(), isDisplay: true).MathML}</p>";
        return bundle.Text(MimeTypes.Plain) is { } plain ? $"<pre>{Encode(plain)}</pre>" : "";
    }

    private static string Division(string html) => $"<div class=\"html\">{html}</div>";

    /// <summary>HTML that brings a picture for where its script does not run stands by itself, and is richer than the picture.</summary>
    private static bool IsLiveOverPicture(string html) =>
        html.Contains("<script", StringComparison.OrdinalIgnoreCase) && html.Contains("<img", StringComparison.OrdinalIgnoreCase);

    /// <summary>Without its namespace a browser does not draw an image that it accepts within a page.</summary>
    private static string WithNamespace(string svg)
    {
        var tag = svg.IndexOf("<svg", StringComparison.Ordinal);
        var end = tag < 0 ? -1 : svg.IndexOf('>', tag);
        return end < 0 || svg[tag..end].Contains("xmlns=", StringComparison.Ordinal)
            ? svg
            : svg.Insert(tag + 4, " xmlns=\"http://www.w3.org/2000/svg\"");
    }

    private static string Shortened(string text)
    {
        var line = text.Split('\n')[0].Trim();
        return line.Length > 120 ? line[..120] + "…" : line;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(TerminalCodes().Replace(text, ""));

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]")]
    private static partial Regex TerminalCodes();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
