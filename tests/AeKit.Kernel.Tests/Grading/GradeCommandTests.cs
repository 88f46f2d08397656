using AeKit.Kernel.Grading;
using AeKit.Kernel.Tests.Teaching;

namespace AeKit.Kernel.Tests.Grading;

public sealed class GradeCommandTests : IDisposable
{
    private readonly Classroom _classroom = new("a");

    public void Dispose() => _classroom.Dispose();

    [Fact]
    public async Task A_master_that_does_not_earn_its_own_points_is_an_error()
    {
        var cells = _classroom.Cells("return 2 * x;");
        cells[2] = ExerciseFile.Function("a", "return 7;");
        NotebookFile.Write(_classroom.MasterPath, [.. cells]);
        _classroom.Submit("alice/02-doubling.ipynb");
        var (code, output) = await _classroom.GradeAsync();
        Assert.Equal(1, code);
        Assert.Contains("error: 02-doubling.ipynb, a-check: the teacher's own solution does not earn all points", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_classroom["grades"]));
    }

    [Fact]
    public async Task What_cannot_be_graded_at_all_is_an_error()
    {
        var (code, output) = await _classroom.GradeAsync();
        Assert.Equal(1, code);
        Assert.Contains("error: handed-in: no such folder", output, StringComparison.Ordinal);
        (code, output) = await _classroom.GradeAsync("--memory", "10");
        Assert.Equal(1, code);
        Assert.Contains("--memory takes", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_are_the_same_each_time()
    {
        _classroom.Submit("alice/02-doubling.ipynb");
        var (code, output) = await _classroom.GradeAsync();
        Assert.True(code == 0, output);
        var files = Directory.GetFiles(_classroom["grades"], "*", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllBytes);
        await _classroom.GradeAsync("--jobs", "1");
        Assert.Equal(5, files.Count);
        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
    }

    [Fact]
    public async Task What_does_not_end_costs_its_own_exercise()
    {
        using var classroom = new Classroom("a", "b", "c", "d");
        classroom.Submit(
            "endless/02-doubling.ipynb",
            ("a", "int A(int x) { while (x > 0) Console.WriteLine(\"again and again and again and again and again\"); return 0; }"),
            ("b", "int B(int x) { Endless.Loop(); return 0; }"),
            ("c", "int C(int x) { return C(x) + 1; }"));
        var (code, output) = await classroom.GradeAsync("--cell-timeout", "10");
        Assert.True(code == 0, output);
        var rows = classroom.Table("grades.csv");
        Assert.Equal([("0", "stopped"), ("0", "stopped"), ("0", "failed"), ("2", "correct")], rows.Take(4).Select(row => (row["points"], row["status"])));
        Assert.Equal("The cell did not end within 10 s.", rows[0]["reason"]);
        Assert.Equal("The cell did not end within 10 s and could not be interrupted.", rows[1]["reason"]);
        var returned = File.ReadAllText(classroom["grades/returned/endless/02-doubling.ipynb"]);
        Assert.InRange(returned.Length, 1000, 1_000_000);
        Assert.Contains("the rest is left out", returned, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_submission_is_limited()
    {
        PlannedCell[] cells =
        [
            new(0, "In[1]", "System.Threading.Thread.Sleep(60_000);", null, IsCheck: false, "exercise a"),
            new(1, "In[2]", "1", "a-check", IsCheck: true, "exercise a"),
        ];
        var run = new SubmissionRun(cells, _classroom.Path, null, new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(2), 512));
        await run.RunAsync(CancellationToken.None);
        Assert.True(run.IsTimeUp);
        Assert.Empty(run.Outcomes);
    }
}
