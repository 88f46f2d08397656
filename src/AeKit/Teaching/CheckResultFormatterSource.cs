using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AeKit.Formatting;

namespace AeKit.Teaching;

/// <summary>Shows a <see cref="CheckResult"/> to a reader, to <c>aekit grade</c> and to nbgrader.</summary>
internal sealed class CheckResultFormatterSource
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

#pragma warning disable CA1822 // The convention calls an instance method.
    public IEnumerable<object> CreateTypeFormatters() =>
#pragma warning restore CA1822
    [
        new MimeFormatter(MimeTypes.Check, result => ToJson((CheckResult)result)),
        new MimeFormatter(MimeTypes.Html, result => ToHtml((CheckResult)result)),
        new MimeFormatter(MimeTypes.PlainText, result => Check.Number(((CheckResult)result).Earned)),
    ];

    private static string ToJson(CheckResult result) => new JsonObject
    {
        ["check"] = result.Check,
        ["points"] = result.Points,
        ["earned"] = result.Earned,
        ["status"] = result.Status.ToString().ToLowerInvariant(),
        ["yours"] = result.Yours,
        ["expected"] = result.Expected,
        ["why"] = result.Why,
    }.ToJsonString(Json);

    // Colours that can be told apart on white and on black, and by all common kinds of colour vision.
    private static string ToHtml(CheckResult result)
    {
        var colour = result.Status switch
        {
            CheckStatus.Correct => "#009e73",
            CheckStatus.Unanswered => "#888888",
            _ => "#d55e00",
        };
        var rows = string.Concat(result.Rows.Select(row =>
            $"<tr><th style=\"text-align:left;vertical-align:top;white-space:nowrap;font-weight:normal;opacity:.7\">{row.Label}</th><td style=\"text-align:left;white-space:pre-wrap\">{WebUtility.HtmlEncode(row.Text)}</td></tr>"));
        var table = rows.Length > 0 ? $"<table>{rows}</table>" : "";
        return $"<div style=\"border-left:4px solid {colour};padding:2px 0 2px 12px\"><strong>{WebUtility.HtmlEncode(result.Heading)}</strong>{table}</div>";
    }
}
