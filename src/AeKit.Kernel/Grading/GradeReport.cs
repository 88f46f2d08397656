using System.Globalization;
using System.Net;
using System.Text;
using AeKit.Kernel.Html;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Teaching;

namespace AeKit.Kernel.Grading;

/// <summary>The page on which a teacher sees all grades, why points are missing, and what is to be read.</summary>
internal static class GradeReport
{
    /// <param name="grades">The grades, by student.</param>
    /// <param name="others">The files that were not graded, with the reasons.</param>
    /// <param name="pages">The page of each submission that has one, relative to this page.</param>
    /// <param name="exercises">The exercise notebooks, by the master's path.</param>
    public static string Render(
        IReadOnlyList<SubmissionGrade> grades, IReadOnlyList<string> others, IReadOnlyDictionary<SubmissionFile, string> pages, IReadOnlyDictionary<string, Notebook> exercises)
    {
        var body = new StringBuilder("<h1>Grades</h1>\n<p>Each row of <a href=\"grades.csv\">grades.csv</a> is a part of an exercise; <a href=\"totals.csv\">totals.csv</a> holds the sums. The points of essays are empty in the first: they are to be typed.</p>\n");
        foreach (var notebook in grades.GroupBy(grade => grade.File.Assignment, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
            body.Append(Overview(notebook.Key, [.. notebook], grades));
        if (others.Count > 0)
            body.Append(CultureInfo.InvariantCulture, $"<h2>Not graded</h2>\n<ul>\n{string.Concat(others.Select(other => $"<li>{Encode(other)}</li>\n"))}</ul>\n");
        foreach (var (index, grade) in grades.Index())
            body.Append(Details(index, grade, pages.GetValueOrDefault(grade.File), exercises[grade.File.Master]));
        return PageFrame.Render("Grades", "", body.ToString(), PageFrame.WithoutScripts);
    }

    private static string Overview(string notebook, List<SubmissionGrade> grades, IReadOnlyList<SubmissionGrade> all)
    {
        var exercises = grades[0].Parts.Select(part => part.Part.Exercise!).Distinct().ToList();
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(notebook)}</h2>\n<div class=\"output\"><div class=\"html\"><table>\n<thead><tr><th>student</th>{string.Concat(exercises.Select(name => $"<th>{Encode(name)}</th>"))}<th>total</th></tr></thead>\n<tbody>\n");
        foreach (var grade in grades)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#{Anchor(Index(all, grade))}\">{Encode(grade.File.Student)}</a></td>");
            foreach (var exercise in exercises)
                html.Append(CultureInfo.InvariantCulture, $"<td style=\"white-space:nowrap\">{Sum(grade.Parts.Where(part => part.Part.Exercise == exercise))}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td style=\"white-space:nowrap\">{Sum(grade.Parts)}</td></tr>\n");
        }
        return html.Append("</tbody>\n</table></div></div>\n").ToString();
    }

    private static string Sum(IEnumerable<PartGrade> parts)
    {
        var list = parts.ToList();
        var open = list.Where(part => part.Points is null).Sum(part => part.Part.Points!.Value);
        return $"{GradeTables.Text(list.Sum(part => part.Points ?? 0))} of {GradeTables.Text(list.Sum(part => part.Part.Points!.Value))}"
            + (open > 0 ? $"<br>{GradeTables.Text(open)} to be read" : "");
    }

    private static string Details(int index, SubmissionGrade grade, string? page, Notebook exercise)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{Anchor(index)}\">{Encode(grade.File.Student)}: {Encode(grade.File.Assignment)}</h2>\n<p>{Encode(grade.File.Place)}");
        if (page is not null)
            html.Append(CultureInfo.InvariantCulture, $" · <a href=\"{string.Join('/', page.Split('/').Select(Uri.EscapeDataString))}\">executed</a>");
        html.Append("</p>\n");
        if (grade.Notes.Count > 0)
            html.Append(CultureInfo.InvariantCulture, $"<ul>\n{string.Concat(grade.Notes.Select(note => $"<li>{Encode(note)}</li>\n"))}</ul>\n");
        html.Append("<div class=\"output\"><div class=\"html\"><table>\n<thead><tr><th>exercise</th><th>points</th><th>status</th><th>why</th></tr></thead>\n<tbody>\n");
        foreach (var part in grade.Parts)
        {
            var points = $"{(part.Points is { } given ? GradeTables.Text(given) : "–")} of {GradeTables.Text(part.Part.Points!.Value)}";
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(part.Part.Id)}</td><td>{points}</td><td>{Encode(part.Status)}</td><td>{Why(part)}</td></tr>\n");
        }
        html.Append("</tbody>\n</table></div></div>\n");
        foreach (var part in grade.Parts.Where(part => part.Status == GradeStatus.ToBeRead))
            html.Append(Essay(part, grade.Notebook!, exercise));
        return html.ToString();
    }

    /// <summary>Of an answer that earned all there is nothing to say.</summary>
    private static string Why(PartGrade part) => part.Status == GradeStatus.Correct ? "" : string.Join("<br>", new[]
    {
        part.Yours.Length > 0 ? $"yours: {part.Yours}" : "",
        part.Expected.Length > 0 ? $"expected: {part.Expected}" : "",
        part.Reason,
        part.Why,
    }.Where(text => text.Length > 0).Select(Encode));

    /// <summary>The teacher's question or rubric as it is; the student's text as text, whatever is in it.</summary>
    private static string Essay(PartGrade part, Notebook answered, Notebook exercise)
    {
        var text = ExerciseCell.In(answered).First(cell => cell.Id == part.Part.Id).Cell.Source;
        var rubric = exercise.Cells.TakeWhile(cell => ExerciseCell.Of(cell)?.Id != part.Part.Id).LastOrDefault(cell => cell.Kind == CellKind.Markdown && ExerciseCell.Of(cell) is not { IsSolution: true });
        return $"<h3>{Encode(part.Part.Id)}, {GradeTables.Text(part.Part.Points!.Value)} points</h3>\n"
            + (rubric is null ? "" : $"<section class=\"prose\">\n{new MarkdownRenderer().Render(rubric.Source)}</section>\n")
            + $"<blockquote class=\"output\"><pre>{Encode(text)}</pre></blockquote>\n";
    }

    private static int Index(IReadOnlyList<SubmissionGrade> all, SubmissionGrade grade) => all.Index().First(pair => ReferenceEquals(pair.Item, grade)).Index;

    private static string Anchor(int index) => $"submission-{index + 1}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
