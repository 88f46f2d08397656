using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Notebooks;

/// <summary>
/// Compares a fresh run with stored outputs: texts must be equal, numbers in them within a tolerance, and pictures and
/// charts present on both sides.
/// </summary>
internal static partial class NotebookComparison
{
    private const int LongestExcerpt = 80;

    // Below this a difference is rounding, whatever its ratio to a number that ought to be zero.
    private const double AbsoluteTolerance = 1e-9;

    /// <summary>Lists the differences; none means that the outputs agree.</summary>
    /// <param name="stored">The outputs as committed.</param>
    /// <param name="fresh">The outputs of a run of the same notebook.</param>
    /// <param name="tolerance">How much numbers may differ, relative to the larger one.</param>
    public static IReadOnlyList<string> Compare(NotebookSnapshot stored, NotebookSnapshot fresh, double tolerance)
    {
        if (stored.Cells.Count != fresh.Cells.Count)
            return [$"{stored.Cells.Count} code cells stored, {fresh.Cells.Count} executed"];
        return [.. stored.Cells.Zip(fresh.Cells).Where(pair => pair.First.IsCompared).SelectMany(pair =>
            CompareCell(pair.First, pair.Second, tolerance).Select(difference => $"cell {pair.First.Number}: {difference}"))];
    }

    private static IEnumerable<string> CompareCell(CellSnapshot stored, CellSnapshot fresh, double tolerance)
    {
        if (stored.Outputs.Count != fresh.Outputs.Count)
        {
            yield return $"{Count(stored)} stored, {Count(fresh)} now";
            yield break;
        }
        for (var i = 0; i < stored.Outputs.Count; i++)
        {
            if (CompareOutput(stored.Outputs[i], fresh.Outputs[i], tolerance) is { } difference)
                yield return $"output {i + 1}: {difference}";
        }
    }

    private static string? CompareOutput(JsonObject stored, JsonObject fresh, double tolerance)
    {
        var (kind, freshKind) = (Kind(stored), Kind(fresh));
        if (kind != freshKind)
            return $"{kind} stored, {freshKind} now";
        return kind switch
        {
            "stream" => CompareStream(stored, fresh, tolerance),
            "error" => CompareText($"{stored["ename"]}: {stored["evalue"]}", $"{fresh["ename"]}: {fresh["evalue"]}", tolerance),
            _ => CompareBundle(OutputJson.ReadBundle(stored), OutputJson.ReadBundle(fresh), tolerance),
        };
    }

    private static string? CompareStream(JsonObject stored, JsonObject fresh, double tolerance)
    {
        var (name, freshName) = (stored["name"]?.ToString(), fresh["name"]?.ToString());
        return name == freshName
            ? CompareText(OutputJson.JoinLines(stored["text"]), OutputJson.JoinLines(fresh["text"]), tolerance)
            : $"{name} stored, {freshName} now";
    }

    private static string? CompareBundle(MimeBundle stored, MimeBundle fresh, double tolerance)
    {
        var (forms, freshForms) = (Forms(stored), Forms(fresh));
        if (!forms.SequenceEqual(freshForms))
            return $"{string.Join(", ", forms)} stored, {string.Join(", ", freshForms)} now";
        return forms
            .Where(IsText)
            .Select(mimeType => CompareText(WithoutPictures(stored.Text(mimeType)!), WithoutPictures(fresh.Text(mimeType)!), tolerance) is { } difference ? $"{mimeType}: {difference}" : null)
            .FirstOrDefault(difference => difference is not null);
    }

    /// <summary>The forms that say something of their own: HTML that only repeats the plain text does not.</summary>
    private static List<string> Forms(MimeBundle bundle) =>
        [.. bundle.Forms.Keys.Where(mimeType => mimeType != MimeTypes.Html || !bundle.Has(MimeTypes.Plain) || !IsPreformatted(bundle.Text(mimeType)!))];

    private static bool IsPreformatted(string html) =>
        html.StartsWith(ObjectFormatting.PreformattedStart, StringComparison.Ordinal) && html.IndexOf("</pre>", StringComparison.Ordinal) == html.Length - "</pre></div>".Length;

    // A picture changes in every byte when a number changes in its last digit; that it is there is what can be told.
    private static bool IsText(string mimeType) => mimeType.StartsWith("text/", StringComparison.Ordinal);

    // The same holds for one inside HTML, and for other data that a page brings in base64.
    private static string WithoutPictures(string text) => DataUri().Replace(text, "data:");

    private static string? CompareText(string stored, string fresh, double tolerance)
    {
        var (storedLines, freshLines) = (Lines(stored), Lines(fresh));
        for (var i = 0; i < Math.Max(storedLines.Length, freshLines.Length); i++)
        {
            var (before, now) = (storedLines.ElementAtOrDefault(i), freshLines.ElementAtOrDefault(i));
            if (before is null || now is null || !LinesAgree(before, now, tolerance))
                return $"line {i + 1}: stored {Excerpt(before)}, now {Excerpt(now)}";
        }
        return null;
    }

    private static bool LinesAgree(string stored, string fresh, double tolerance)
    {
        if (stored == fresh)
            return true;
        var (storedNumbers, freshNumbers) = (Number().Matches(stored), Number().Matches(fresh));
        return storedNumbers.Count == freshNumbers.Count
            && Frame(stored) == Frame(fresh)
            && storedNumbers.Zip(freshNumbers).All(pair => NumbersAgree(pair.First.Value, pair.Second.Value, tolerance));
    }

    /// <summary>A line without its numbers, and without what changes with their length: the blanks and rules of a table.</summary>
    private static string Frame(string line) => Rule().Replace(Spacing().Replace(Number().Replace(line, "#"), " ").Trim(), "$1$1");

    private static bool NumbersAgree(string stored, string fresh, double tolerance)
    {
        var (before, now) = (Value(stored), Value(fresh));
        return before.Equals(now) || Math.Abs(before - now) <= Math.Max(AbsoluteTolerance, tolerance * Math.Max(Math.Abs(before), Math.Abs(now)));
    }

    // Well-set numbers have a minus sign, which no parser of .NET knows.
    private static double Value(string number) => double.Parse(number.Replace('−', '-'), CultureInfo.InvariantCulture);

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private static string Excerpt(string? line) => line switch
    {
        null => "nothing",
        { Length: > LongestExcerpt } => $"'{line[..LongestExcerpt]}…'",
        _ => $"'{line}'",
    };

    private static string Kind(JsonObject output) => output["output_type"]?.ToString() ?? "nothing";

    private static string Count(CellSnapshot cell) => cell.Outputs.Count == 1 ? "1 output" : $"{cell.Outputs.Count} outputs";

    [GeneratedRegex(@"(?<![\w.])[-+−]?(\d+(\.\d+)?|\.\d+)([eE][-+]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"data:image/[^""'\s]*|data:[\w.+-]+/[\w.+-]+;base64,[\w+/=]*")]
    private static partial Regex DataUri();

    [GeneratedRegex(@"([-=_─═])\1+")]
    private static partial Regex Rule();

    [GeneratedRegex(@" +")]
    private static partial Regex Spacing();
}
