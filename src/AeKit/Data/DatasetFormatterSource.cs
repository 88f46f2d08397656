using System.Net;
using AeKit.Formatting;

namespace AeKit.Data;

/// <summary>Shows a <see cref="Dataset"/> as a table of its properties and, if it holds images, its first ones.</summary>
internal sealed class DatasetFormatterSource
{
#pragma warning disable CA1822 // The convention calls an instance method.
    public IEnumerable<object> CreateTypeFormatters() =>
#pragma warning restore CA1822
    [
        new MimeFormatter(MimeTypes.Html, data => Html((Dataset)data)),
        new MimeFormatter(MimeTypes.PlainText, data => ((Dataset)data).ToString()),
    ];

    private static string Html(Dataset data)
    {
        var rows = new List<(string Name, string Value)>
        {
            ("examples", $"{data.Count}"),
            ("shape", string.Join(" × ", data.ExampleShape)),
            ("values", $"{data.ValueRange.Min:0.####} … {data.ValueRange.Max:0.####}"),
        };
        if (data.Labels is not null)
        {
            var classes = data.Labels.ToInt64Array().CountBy(label => label).OrderBy(entry => entry.Key).ToArray();
            rows.Add(("labels", classes.Length <= 20
                ? string.Join(", ", classes.Select(entry => $"{entry.Key} ({entry.Value}×)"))
                : $"{classes.Length} classes"));
        }
        if (data.Source.Length > 0)
            rows.Add(("source", data.Source));
        string table = string.Concat(rows.Select(row =>
            $"<tr><th style=\"text-align:left\">{row.Name}</th><td style=\"text-align:left\">{WebUtility.HtmlEncode(row.Value)}</td></tr>"));
        string pictures = data.ImageSize is null ? "" : data.Preview(10).ToHtml();
        return $"<div><strong>{WebUtility.HtmlEncode(data.Name)}</strong><table>{table}</table>{pictures}</div>";
    }
}
