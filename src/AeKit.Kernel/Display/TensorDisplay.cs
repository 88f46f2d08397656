using System.Globalization;
using System.Net;
using System.Text;

namespace AeKit.Kernel.Display;

/// <summary>A tensor as its shape, type and statistics, with all its values if they are few and the outer ones if they are many.</summary>
internal static class TensorDisplay
{
    /// <summary>The forms of <paramref name="value"/>, or null if it is no tensor.</summary>
    public static MimeBundle? TryCreate(object? value)
    {
        if (value is null || !TensorReader.CanRead(value.GetType()))
            return null;
        TensorSummary summary;
        try
        {
            summary = TensorReader.Read(value);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One that has been disposed, for instance: no reason for the cell to fail.
            return ObjectFormatting.Preformatted(MemberText.Of(() => throw exception));
        }
        var facts = Facts(summary);
        var values = TensorText.Of(summary);
        var bundle = new MimeBundle(
            MimeTypes.Plain,
            $"{summary.TypeName} {string.Join(", ", facts.Select(fact => fact.Name == "shape" ? fact.Value : $"{fact.Name} {fact.Value}"))}\n{values}".TrimEnd());
        bundle.Add(MimeTypes.Html, Html(summary, facts, values));
        return bundle;
    }

    private static List<(string Name, string Value)> Facts(TensorSummary summary)
    {
        var facts = new List<(string, string)> { ("shape", $"({string.Join(", ", summary.Shape)})"), ("dtype", summary.Dtype) };
        if (summary.Device is { } device)
            facts.Add(("device", device));
        if (summary.RequiresGrad)
            facts.Add(("requires_grad", "true"));
        if (summary.Statistics is { Count: > 0 } statistics)
        {
            facts.Add(("min", Number(statistics.Min)));
            facts.Add(("max", Number(statistics.Max)));
            facts.Add(("mean", Number(statistics.Mean)));
            if (statistics.Count > 1)
                facts.Add(("std", Number(statistics.StandardDeviation)));
        }
        if (summary.Statistics is { NotFinite: > 0 and var others })
            facts.Add(("not finite", others.ToString(CultureInfo.InvariantCulture)));
        return facts;
    }

    private static string Html(TensorSummary summary, List<(string Name, string Value)> facts, string values)
    {
        var html = new StringBuilder("<div><strong>").Append(WebUtility.HtmlEncode(summary.TypeName)).Append("</strong>\n<table>\n<thead><tr>");
        foreach (var (name, _) in facts)
            html.Append("<th>").Append(name).Append("</th>");
        html.Append("</tr></thead>\n<tbody><tr>");
        foreach (var (_, value) in facts)
            html.Append("<td>").Append(WebUtility.HtmlEncode(value)).Append("</td>");
        html.Append("</tr></tbody>\n</table>\n");
        if (values.Length > 0)
            html.Append("<pre>").Append(WebUtility.HtmlEncode(values)).Append("</pre>");
        return html.Append("</div>").ToString();
    }

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
