using AeKit.Formatting;

namespace AeKit.Teaching;

/// <summary>
/// What a check says of an answer. In a notebook it shows itself in three forms: for the reader as HTML; for <c>aekit grade</c>
/// as JSON under a MIME type of its own; and, as plain text, the earned points alone, from which nbgrader takes partial credit.
/// </summary>
/// <param name="Check">The question's name.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Points">What a correct answer earns.</param>
/// <param name="Yours">The student's value as text; empty if there is none.</param>
/// <param name="Expected">The right value as text; empty if the answer gave none to compare.</param>
/// <param name="Why">What the answer proves, or what is wrong with it and what to look at.</param>
[TypeFormatterSource(typeof(CheckResultFormatterSource), PreferredMimeTypes = [MimeTypes.Check, MimeTypes.Html, MimeTypes.PlainText])]
public sealed record CheckResult(string Check, CheckStatus Status, double Points, string Yours, string Expected, string Why)
{
    /// <summary>The points the answer earns: all or none.</summary>
    public double Earned => Status == CheckStatus.Correct ? Points : 0;

    /// <summary>The whole report, for the console.</summary>
    public override string ToString()
    {
        var lines = new List<string> { Heading };
        lines.AddRange(Rows.Select(row => $"  {row.Label,-10}  {row.Text}"));
        return string.Join('\n', lines);
    }

    internal string Heading => Status switch
    {
        CheckStatus.Correct => $"✓ {Check}: correct, {Of(Points)}",
        CheckStatus.Wrong => $"✗ {Check}: not yet right, 0 of {Of(Points)}",
        CheckStatus.Unanswered => $"○ {Check}: not answered yet, {Of(Points)}",
        _ => $"! {Check}: could not be checked, 0 of {Of(Points)}",
    };

    internal IEnumerable<(string Label, string Text)> Rows =>
        new[] { ("your value", Yours), ("expected", Expected), ("why", Why) }.Where(row => row.Item2.Length > 0);

    private static string Of(double points) => points == 1 ? "1 point" : $"{Teaching.Check.Number(points)} points";
}
