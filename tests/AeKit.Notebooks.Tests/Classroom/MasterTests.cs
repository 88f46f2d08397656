using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;

namespace AeKit.Notebooks.Tests.Classroom;

public sealed partial class MasterTests
{
    private const string CheckType = "application/vnd.aekit.check+json";

    public static TheoryData<string> Names => [.. Masters.Names];

    [Fact]
    public void Every_chapter_has_one() =>
        Assert.Equal(Repository.Chapters.Select(path => Path.GetFileName(path)), Masters.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_six_to_ten_exercises_with_goal_points_and_time(string name)
    {
        var headings = Masters.Cells(Masters.Read(name)).Select(Masters.Source).Where(source => Heading().IsMatch(source)).ToList();

        Assert.InRange(headings.Count, 6, 10);
        Assert.All(headings, text => Assert.Matches(@"\n\*[a-z, -]+ · .*points?.* · \d+ minutes\*\n\n\*\*Goal\.\*\* ", text));
        Assert.Contains(headings, text => text.Contains("<details><summary>Hint</summary>", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_answers_are_right(string name)
    {
        var notebook = Masters.Read(name);

        Assert.DoesNotContain(Outputs(notebook), output => (string?)output["output_type"] == "error");
        foreach (var check in Masters.Cells(notebook).Where(Masters.IsCheck))
        {
            var result = Assert.Single(check["outputs"]!.AsArray(), output => (string?)output!["output_type"] == "execute_result")!["data"]!;
            Assert.Equal("correct", (string?)result[CheckType]!["status"]);
            // nbgrader reads the points from the text.
            Assert.Equal(Points(check), double.Parse(string.Concat(result["text/plain"]!.AsArray().Select(line => (string?)line)), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Every_cell_runs_and_gives_the_committed_output()
    {
        // As for the chapters: training amplifies the last bit, in which processors differ.
        var start = DotnetHost.Start(typeof(Notebook).Assembly.Location, ["run", Masters.Folder, "--check", "--tolerance", "0.05", "--no-build"]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, output);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_points_of_a_check_are_those_of_its_cell(string name)
    {
        foreach (var check in Masters.Cells(Masters.Read(name)).Where(Masters.IsCheck))
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"points: {Points(check)})"), Masters.Source(check), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_adds_up(string name)
    {
        var notebook = Masters.Read(name);
        var points = Masters.Cells(notebook).Where(cell => Masters.Grading(cell)?["points"] is not null).Sum(Points);

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"| **in all** | **{points}** |"), Masters.Source(Masters.Cells(notebook).First()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_committed_executed_from_top_to_bottom(string name)
    {
        var counts = Masters.Cells(Masters.Read(name)).Where(cell => (string?)cell["cell_type"] == "code").Select(cell => (int?)cell["execution_count"]).ToList();

        Assert.Equal(Enumerable.Range(1, counts.Count).Select(count => (int?)count), counts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_no_machine_and_no_path_of_one(string name) =>
        Assert.DoesNotMatch(@"(?<![\w.:/])/(home|root|Users|tmp|work|mnt|var)/|[A-Z]:\\\\(?!\w+\{)", File.ReadAllText(Path.Combine(Masters.Folder, name)));

    private static double Points(JsonObject cell) => (double)Masters.Grading(cell)!["points"]!;

    private static IEnumerable<JsonNode> Outputs(JsonObject notebook) =>
        Masters.Cells(notebook).Where(cell => cell["outputs"] is not null).SelectMany(cell => cell["outputs"]!.AsArray()).Select(output => output!);

    [GeneratedRegex(@"^## \d+ · ")]
    private static partial Regex Heading();
}
