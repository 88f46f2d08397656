using System.Globalization;
using System.Text;
using CsvHelper;

namespace AeKit.Kernel.Grading;

/// <summary>The grades as CSV files for a spreadsheet.</summary>
internal static class GradeTables
{
    private static readonly CsvWriterOptions Options = new()
    {
        NewLine = "\r\n",
        // A cell that begins with = is a formula to a spreadsheet, and the names and answers are the students'.
        Injection = CsvInjection.Escape,
    };

    /// <summary>A row for each part of each exercise in each submission; points that a person is to give are left empty.</summary>
    public static byte[] Parts(IEnumerable<SubmissionGrade> grades) => Write(
        ["student", "notebook", "file", "exercise", "part", "points", "max", "status", "reason"],
        grades.SelectMany(grade => grade.Parts.Select(part => new[]
        {
            grade.File.Student, grade.File.Assignment, grade.File.Place, part.Part.Exercise!, part.Part.Part,
            part.Points is { } points ? Text(points) : "", Text(part.Part.Points!.Value), part.Status, part.Explanation,
        })));

    /// <summary>A row for each submission, and one for all notebooks of a student; of two submissions for one notebook the better counts.</summary>
    public static byte[] Totals(IReadOnlyList<SubmissionGrade> grades) => Write(
        ["student", "notebook", "file", "points", "max", "to be read", "notes"],
        grades.GroupBy(grade => grade.File.Student, StringComparer.Ordinal).SelectMany(student =>
        {
            var counted = Counted(student).ToList();
            return student
                .Select(grade => new[] { grade.File.Student, grade.File.Assignment, grade.File.Place, Text(grade.Points), Text(grade.Max), Text(grade.Open), string.Join("; ", NotesOf(grade, counted)) })
                .Append([student.Key, "all", "", Text(counted.Sum(grade => grade.Points)), Text(counted.Sum(grade => grade.Max)), Text(counted.Sum(grade => grade.Open)), ""]);
        }));

    /// <summary>Of several submissions of a student for a notebook the best, the first of equal ones.</summary>
    public static IEnumerable<SubmissionGrade> Counted(IEnumerable<SubmissionGrade> student) =>
        student.GroupBy(grade => grade.File.Master, StringComparer.Ordinal).Select(same => same.MaxBy(grade => grade.Points)!);

    public static string Text(decimal points) => points.ToString("0.####", CultureInfo.InvariantCulture);

    private static IEnumerable<string> NotesOf(SubmissionGrade grade, List<SubmissionGrade> counted) =>
        counted.Contains(grade) ? grade.Notes : [.. grade.Notes, "another submission of the student for this notebook counts"];

    private static byte[] Write(string[] header, IEnumerable<string[]> rows)
    {
        using var text = new StringWriter();
        using (var csv = CsvWriter.Create(text, Options, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(header))
                csv.WriteRecord(row);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
