using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Tests.Grading;

/// <summary>What comes of honest and of hostile submissions: each loses what its own answers lose, and no more.</summary>
public sealed class GradingTests(GradedClassroom graded) : IClassFixture<GradedClassroom>
{
    private static readonly (string, string) Full = ("2", "correct");

    [Fact]
    public void All_is_graded_whatever_the_points()
    {
        Assert.True(graded.Code == 0, graded.Output);
        Assert.Contains("02-doubling.ipynb: the master's own solutions earn all points", graded.Output, StringComparison.Ordinal);
        Assert.Contains("warning: not graded: someone/99-other.ipynb: no master", graded.Output, StringComparison.Ordinal);
        Assert.Equal(10 * 6, graded.Classroom.Table("grades.csv").Count);
    }

    [Fact]
    public void Right_answers_earn_all_points_and_an_essay_is_to_be_read()
    {
        AssertGrades("right", Full, Full, Full, Full, Full);
        Assert.Equal(("", "to be read", ""), graded.Of("right", "text"));
    }

    [Fact]
    public void What_was_not_touched_earns_nothing()
    {
        AssertGrades("submitted-late", ("0", "unanswered"), ("0", "unanswered"), ("0", "unanswered"), ("0", "unanswered"), ("0", "unanswered"));
        Assert.Equal(("0", "unanswered", ""), graded.Of("submitted-late", "text"));
    }

    [Fact]
    public void What_is_wrong_says_why()
    {
        AssertGrades("wrong", ("0", "wrong"), ("0", "error"), ("0", "failed"), Full, ("1", "wrong"));
        Assert.Equal("yours: 3; expected: 6; twice three is six", graded.Of("wrong", "a").Reason);
        Assert.StartsWith("In[4]: CompilationError: CS1002", graded.Of("wrong", "b").Reason, StringComparison.Ordinal);
        Assert.EndsWith("InvalidOperationException", graded.Of("wrong", "c").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ends_the_process_costs_its_own_exercise()
    {
        AssertGrades("killers", ("0", "stopped"), ("0", "stopped"), ("0", "stopped"), Full, Full);
        Assert.Contains("ended the process with exit code 0", graded.Of("killers", "a").Reason, StringComparison.Ordinal);
        Assert.Contains("used up the stack", graded.Of("killers", "b").Reason, StringComparison.Ordinal);
        Assert.Contains("more memory than it may: 512 MB", graded.Of("killers", "c").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_answer_leaves_running_does_not_cost_another_one() => AssertGrades("bomb", Full, Full, Full, Full, Full);

    [Fact]
    public void A_forged_result_is_none()
    {
        AssertGrades("forger", ("0", "wrong"), ("0", "rejected"), ("0", "wrong"), ("0", "rejected"), Full);
        Assert.Contains("another meaning to 'Check'", graded.Of("forger", "b").Reason, StringComparison.Ordinal);
        Assert.Contains("another meaning to 'Check'", graded.Of("forger", "d").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Deleted_changed_doubled_and_added_cells_are_dealt_with_and_noted()
    {
        AssertGrades("sloppy", ("0", "unanswered"), Full, Full, Full, Full);
        var notes = Assert.Single(graded.Classroom.Table("totals.csv"), row => row["file"] == "submitted/sloppy/02/02-doubling.ipynb")["notes"];
        foreach (var note in (string[])["'a-answer' is missing: it counts as unanswered", "'b-check' is missing: the teacher's was used", "'c-check' has been changed: the teacher's was used", "'d-answer' is there more than once"])
            Assert.Contains(note, notes, StringComparison.Ordinal);
        var sources = Returned("sloppy").Cells.Select(cell => cell.Source).ToList();
        Assert.Contains("Check.That(\"doubling.c\", C, points: 2)", sources);
        // Code that the student has put before the teacher's comes after it.
        Assert.Equal("class Result { }", sources[2]);
    }

    [Fact]
    public void A_file_that_is_no_notebook_earns_nothing_and_says_so()
    {
        var row = graded.Classroom.Table("grades.csv").First(row => row["file"] == "right/02-doubling (1).ipynb");
        Assert.Equal(("0", "unreadable"), (row["points"], row["status"]));
        Assert.StartsWith("02-doubling (1).ipynb: line 1, column 6: not valid JSON", row["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_submissions_the_better_counts()
    {
        var rows = graded.Classroom.Table("totals.csv").Where(row => row["student"] == "right").ToList();
        Assert.Equal(["0", "10", "10"], rows.OrderBy(row => row["file"].Length == 0).ThenBy(row => row["points"].Length).Select(row => row["points"]));
        Assert.Equal(("all", "14", "4"), (rows[^1]["notebook"], rows[^1]["max"], rows[^1]["to be read"]));
        Assert.Contains("another submission of the student", rows.Single(row => row["file"].Contains('(', StringComparison.Ordinal))["notes"], StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_files_are_only_names()
    {
        var folders = Directory.GetDirectories(graded.Classroom["grades/returned"]).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["bomb", "forger", "killers", "right", "sloppy", "submitted-late", "wrong"], folders);
        Assert.Equal(["grades.csv", "index.html", "totals.csv"], Directory.GetFiles(graded.Classroom["grades"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["grades", "handed-in", "lib", "masters"], Directory.GetDirectories(graded.Classroom.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(graded.Classroom.Table("grades.csv"), row => row["student"] == "'=cmd|' !A1");
        var page = File.ReadAllText(graded.Classroom["grades/index.html"]);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;, &quot;x&quot;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_the_table_the_reasons_and_the_essays()
    {
        var page = File.ReadAllText(graded.Classroom["grades/index.html"]);
        Assert.Contains("<th>student</th><th>a</th><th>b</th><th>c</th><th>d</th><th>e</th><th>text</th><th>total</th>", page, StringComparison.Ordinal);
        Assert.Contains(">1 of 2</td>", page, StringComparison.Ordinal);
        Assert.Contains(">10 of 14<br>4 to be read</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>yours: 3<br>expected: 6<br>twice three is six</td>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; it is so\nin two lines", page, StringComparison.Ordinal);
        Assert.Contains("href=\"returned/right/02-doubling.html\"", page, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy", File.ReadAllText(graded.Classroom["grades/returned/forger/02-doubling.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_returned_notebook_shows_what_was_run_and_what_came_out()
    {
        var cells = Returned("wrong").Cells;
        Assert.Equal("int A(int x) { return x; }", cells[2].Source);
        Assert.Equal("wrong", cells[3].Outputs.Single()["data"]!["application/vnd.aekit.check+json"]!["status"]!.ToString());
        Assert.Equal("error", cells[4].Outputs.Single()["output_type"]!.ToString());
        Assert.Equal(["Stopped"], Returned("killers").Cells[3].Outputs.Select(output => output["ename"]!.ToString()));
    }

    private Notebook Returned(string student) => Notebook.Load(graded.Classroom[$"grades/returned/{student}/02-doubling.ipynb"]);

    private void AssertGrades(string student, params (string Points, string Status)[] expected) =>
        Assert.Equal(expected, graded.Classroom.Exercises.Select(exercise => graded.Of(student, exercise)).Select(grade => (grade.Points, grade.Status)));
}
