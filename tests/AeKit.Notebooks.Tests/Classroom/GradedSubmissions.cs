using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;
using AeKit.Notebooks.Tests.Classroom.WrongAnswers;
using CsvHelper;

namespace AeKit.Notebooks.Tests.Classroom;

/// <summary>
/// A class of students, graded once for all tests by <c>aekit grade</c>: one whose answers are the worked ones, one who hands the
/// exercises in untouched, and some who make mistakes.
/// </summary>
public sealed class GradedSubmissions : IAsyncLifetime
{
    public const string Right = "right";
    public const string Untouched = "untouched";

    private readonly string _folder = Directory.CreateTempSubdirectory("aekit-classroom-").FullName;

    /// <summary>The mistakes, by the student who makes them: each makes one mistake an exercise at most.</summary>
    internal IReadOnlyDictionary<(string Student, string Notebook), IReadOnlyList<WrongAnswer>> Mistakes { get; } = Deal();

    /// <summary>The rows of <c>grades.csv</c>.</summary>
    internal IReadOnlyList<GradedPart> Parts { get; private set; } = [];

    /// <summary>What the command printed.</summary>
    public string Output { get; private set; } = "";

    public async Task InitializeAsync()
    {
        foreach (var name in Masters.Names)
        {
            HandIn(Right, name, File.ReadAllText(Path.Combine(Masters.Folder, name)));
            HandIn(Untouched, name, File.ReadAllText(Path.Combine(Repository.Root, "notebooks", "exercises", name)));
        }
        foreach (var ((student, name), mistakes) in Mistakes)
            HandIn(student, name, With(mistakes, Masters.Read(name)).ToJsonString());

        var start = DotnetHost.Start(typeof(Notebook).Assembly.Location, ["grade", Path.Combine(_folder, "submitted"), "--masters", Masters.Folder, "--output", Path.Combine(_folder, "grades"), "--no-build", "--jobs", "2"]);
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = _folder;
        using var process = Process.Start(start)!;
        Output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            return; // Every test finds nothing, and shows the output.
        await using var file = File.OpenRead(Path.Combine(_folder, "grades", "grades.csv"));
        using var csv = CsvReader.Create(file, new CsvReaderOptions { HasHeader = true, Separator = ',' }, leaveOpen: true);
        var parts = new List<GradedPart>();
        while (csv.Read())
        {
            var points = csv.GetString("points");
            parts.Add(new(
                csv.GetString("student"), csv.GetString("notebook"), csv.GetString("exercise"), csv.GetString("part"),
                points.Length == 0 ? null : double.Parse(points, CultureInfo.InvariantCulture),
                double.Parse(csv.GetString("max"), CultureInfo.InvariantCulture), csv.GetString("status"), csv.GetString("reason")));
        }
        Parts = parts;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private void HandIn(string student, string name, string notebook)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "submitted", student)).FullName;
        File.WriteAllText(Path.Combine(folder, name), notebook);
    }

    /// <summary>Several mistakes in one cell are several students'.</summary>
    private static Dictionary<(string, string), IReadOnlyList<WrongAnswer>> Deal()
    {
        IReadOnlyList<WrongAnswer>[] chapters = [Chapter00.All, Chapter01.All, Chapter02.All, Chapter03.All, Chapter04.All, Chapter05.All];
        return chapters.Zip(Masters.Names)
            .SelectMany(chapter => chapter.First
                .GroupBy(mistake => Exercise(mistake.Cell))
                .SelectMany(exercise => exercise.Select((mistake, round) => (Student: $"wrong-{round + 1}", Notebook: chapter.Second, Mistake: mistake))))
            .GroupBy(dealt => (dealt.Student, dealt.Notebook))
            .ToDictionary(group => group.Key, group => (IReadOnlyList<WrongAnswer>)[.. group.Select(dealt => dealt.Mistake)]);
    }

    internal static string Exercise(string gradeId) => gradeId[..gradeId.LastIndexOf("-answer", StringComparison.Ordinal)];

    private static JsonObject With(IReadOnlyList<WrongAnswer> mistakes, JsonObject notebook)
    {
        foreach (var mistake in mistakes)
        {
            var cell = Masters.Cells(notebook).Single(cell => Masters.GradeId(cell) == mistake.Cell);
            cell["source"] = new JsonArray(mistake.Source);
        }
        return notebook;
    }
}

/// <summary>A row of <c>grades.csv</c>.</summary>
internal sealed record GradedPart(string Student, string Notebook, string Exercise, string Part, double? Points, double Max, string Status, string Reason);
