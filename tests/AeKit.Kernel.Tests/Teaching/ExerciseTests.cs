using System.Text.Json.Nodes;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Teaching;

namespace AeKit.Kernel.Tests.Teaching;

public sealed class ExerciseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_region_becomes_a_stub_with_its_indentation_and_the_rest_stays() => Assert.Equal(
        "double Kl(double m)\n{\n    var s = 1.0;\n    // your answer here\n    throw new NotImplementedException();\n}",
        Sources(ExerciseFile.Answer("kl-answer", "double Kl(double m)\n{\n    var s = 1.0;\n    // BEGIN SOLUTION\n    var t = m * m;\n        return t;\n    // END SOLUTION\n}"), Check)[0]);

    [Fact]
    public void Several_regions_each_become_a_stub() => Assert.Equal(
        "\t// your answer here\n\tthrow new NotImplementedException();\nmiddle\n// your answer here\nthrow new NotImplementedException();",
        Sources(ExerciseFile.Answer("kl-answer", "\t### BEGIN SOLUTION\n1\n\t### END SOLUTION\nmiddle\n// BEGIN SOLUTION\n// END SOLUTION"), Check)[0]);

    [Fact]
    public void An_answer_without_a_region_becomes_the_stub() =>
        Assert.Equal(ExerciseNotebook.CodeStub, Sources(ExerciseFile.Answer("kl-answer", "double Kl() => 1;"), Check)[0]);

    [Fact]
    public void Prose_has_a_stub_of_its_own()
    {
        Assert.Equal("Why?\n\n*Your answer here.*", Sources(ExerciseFile.Essay("kl-essay", "Why?\n\n<!-- BEGIN SOLUTION -->\nBecause.\n<!-- END SOLUTION -->"))[0]);
        Assert.Equal("*Your answer here.*", Sources(ExerciseFile.Essay("kl-essay", "Because."))[0]);
    }

    [Fact]
    public void Outputs_go_and_all_else_stays_as_it_was()
    {
        var executed = NotebookFile.Code("1 + 1", "kept");
        executed["execution_count"] = 7;
        executed["outputs"] = new JsonArray(new JsonObject { ["name"] = "stdout", ["output_type"] = "stream", ["text"] = "2" });
        var path = NotebookFile.Write(_folder["m.ipynb"], NotebookFile.Markdown("# Über"), executed, ExerciseFile.Given("setup", "using System;"));
        var bare = File.ReadAllText(path).Replace("\"execution_count\": 7", "\"execution_count\": null", StringComparison.Ordinal);
        var expected = JsonNode.Parse(bare)!;
        expected["cells"]![1]!["outputs"] = new JsonArray();
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(ExerciseNotebook.Of(Notebook.Load(path)).ToBytes())));
    }

    [Fact]
    public async Task The_command_writes_the_same_bytes_each_time_and_finds_what_has_drifted()
    {
        NotebookFile.Write(_folder["notebooks/solutions/01.ipynb"], ExerciseFile.Function("a", "return 2 * x;"), ExerciseFile.Check("a-check", "A(3)"));
        var (code, output) = await KernelProcess.RunAsync(_folder.Path, "exercises", "--check");
        Assert.Equal(1, code);
        Assert.Contains("notebooks/exercises/01.ipynb is missing".Replace('/', Path.DirectorySeparatorChar), output, StringComparison.Ordinal);

        (code, output) = await KernelProcess.RunAsync(_folder.Path, "exercises");
        Assert.True(code == 0, output);
        var made = File.ReadAllBytes(_folder["notebooks/exercises/01.ipynb"]);
        Assert.Equal("int A(int x)\n{\n    // your answer here\n    throw new NotImplementedException();\n}", Notebook.Load(_folder["notebooks/exercises/01.ipynb"]).Cells[0].Source);
        (code, output) = await KernelProcess.RunAsync(_folder.Path, "exercises", "--check");
        Assert.True(code == 0, output);

        File.AppendAllText(_folder["notebooks/exercises/01.ipynb"], " ");
        NotebookFile.Write(_folder["notebooks/exercises/gone.ipynb"], NotebookFile.Code("1"));
        (code, output) = await KernelProcess.RunAsync(_folder.Path, "exercises", "--check");
        Assert.Equal(1, code);
        Assert.Contains("01.ipynb is not what its master gives", output, StringComparison.Ordinal);
        Assert.Contains("gone.ipynb has no master", output, StringComparison.Ordinal);

        (code, _) = await KernelProcess.RunAsync(_folder.Path, "exercises", "notebooks/solutions/01.ipynb", "--output", "notebooks/exercises");
        Assert.Equal(0, code);
        Assert.Equal(made, File.ReadAllBytes(_folder["notebooks/exercises/01.ipynb"]));

        var master = File.ReadAllBytes(_folder["notebooks/solutions/01.ipynb"]);
        (code, output) = await KernelProcess.RunAsync(_folder.Path, "exercises", "--output", "notebooks/solutions");
        Assert.Equal(1, code);
        Assert.Contains("would overwrite its master", output, StringComparison.Ordinal);
        Assert.Equal(master, File.ReadAllBytes(_folder["notebooks/solutions/01.ipynb"]));
    }

    [Fact]
    public void Sound_masters_have_no_problems() => Assert.Empty(Problems(
        NotebookFile.Markdown("# Title"),
        ExerciseFile.Given("setup", "using System;"),
        ExerciseFile.Given("kl-given", "var x = 1;"),
        ExerciseFile.Answer("kl-answer", "// BEGIN SOLUTION\n// END SOLUTION"),
        ExerciseFile.Answer("kl-answer-2", "1"),
        Check,
        ExerciseFile.Check("kl-check-12", "1", 0.5),
        ExerciseFile.Essay("a-check-essay", "text")));

    [Fact]
    public void Each_problem_of_a_master_is_named_with_its_cell_and_what_to_do()
    {
        AssertProblem("cell 1 (kl-answer): line 3: BEGIN SOLUTION within the region that begins in line 1; end that one first", ExerciseFile.Answer("kl-answer", "// BEGIN SOLUTION\n1\n// BEGIN SOLUTION\n// END SOLUTION"), Check);
        AssertProblem("cell 1 (kl-answer): line 2: BEGIN SOLUTION without an END SOLUTION after it", ExerciseFile.Answer("kl-answer", "1\n// BEGIN SOLUTION"), Check);
        AssertProblem("cell 1 (kl-answer): line 1: END SOLUTION without a BEGIN SOLUTION before it", ExerciseFile.Answer("kl-answer", "// END SOLUTION"), Check);
        AssertProblem("cell 1: it has BEGIN SOLUTION or END SOLUTION but is not marked as a solution", NotebookFile.Code("// BEGIN SOLUTION\n// END SOLUTION"));
        AssertProblem("cell 3 (kl-answer): the grade_id 'kl-answer' is also that of cell 1", Answer, Check, ExerciseFile.Answer("kl-answer", "2"));
        AssertProblem("cell 1 (Kl-answer): the grade_id is not '<exercise>-answer'", ExerciseFile.Answer("Kl-answer", "1"));
        AssertProblem("cell 1 (kl-check): the grade_id is not '<exercise>-answer'", ExerciseFile.Answer("kl-check", "1"));
        AssertProblem("cell 1 (kl_given): the grade_id of given code is lower-case words", ExerciseFile.Given("kl_given", "1"));
        AssertProblem("cell 2 (kl-check): it has no points", Answer, ExerciseFile.Check("kl-check", "1", null));
        AssertProblem("cell 1 (kl-check): the exercise 'kl' has a check but no answer; add a cell 'kl-answer'", Check);
        var renamed = ExerciseFile.Answer("kl-answer", "1");
        renamed["id"] = "x";
        AssertProblem("cell 1 (kl-answer): the cell's id is 'x'; give it its grade_id, 'kl-answer'", renamed);
        var open = ExerciseFile.Check("kl-check", "1");
        open["metadata"]!["nbgrader"]!["locked"] = false;
        AssertProblem("cell 2 (kl-check): it is not locked", Answer, open);
        var old = ExerciseFile.Answer("kl-answer", "1");
        old["metadata"]!["nbgrader"]!.AsObject().Remove("schema_version");
        AssertProblem("cell 1 (kl-answer): its nbgrader metadata lacks \"schema_version\": 3", old);
    }

    [Fact]
    public async Task The_command_names_all_problems_and_writes_nothing()
    {
        NotebookFile.Write(_folder["m/01.ipynb"], ExerciseFile.Answer("kl-answer", "// BEGIN SOLUTION"), Check);
        NotebookFile.Write(_folder["m/02.ipynb"], ExerciseFile.Check("kl-check", "1"));
        var (code, output) = await KernelProcess.RunAsync(_folder.Path, "exercises", "m", "--output", "out");
        Assert.Equal(1, code);
        Assert.Contains("error: 01.ipynb, cell 1 (kl-answer): line 1", output, StringComparison.Ordinal);
        Assert.Contains("error: 02.ipynb, cell 1 (kl-check): the exercise 'kl' has a check but no answer", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    private static JsonObject Answer => ExerciseFile.Answer("kl-answer", "1");

    private static JsonObject Check => ExerciseFile.Check("kl-check", "1");

    private List<string> Sources(params JsonObject[] cells) => [.. ExerciseNotebook.Of(NotebookFile.Create(_folder, cells)).Cells.Select(cell => cell.Source)];

    private IReadOnlyList<string> Problems(params JsonObject[] cells) => MasterProblems.In(NotebookFile.Create(_folder, cells));

    private void AssertProblem(string start, params JsonObject[] cells) => Assert.Contains(Problems(cells), problem => problem.StartsWith(start, StringComparison.Ordinal));
}
