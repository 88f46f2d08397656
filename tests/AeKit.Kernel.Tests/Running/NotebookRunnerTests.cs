using System.Diagnostics;
using System.Text.Encodings.Web;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Tests.Running;

/// <summary>The runner changes the current directory, so its tests take turns.</summary>
[Collection("Runs notebooks")]
public sealed class NotebookRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingProgress _progress = new();

    public void Dispose() => _folder.Dispose();

    private RunOptions ToFolder => new() { OutputDirectory = _folder["out"] };

    [Fact]
    public async Task A_run_writes_the_notebook_with_outputs_and_a_page()
    {
        var path = NotebookFile.Write(
            _folder["a.ipynb"],
            NotebookFile.Markdown("# T"),
            NotebookFile.Code("Console.Write(\"a\"); Console.Write(\"b\\nc\");"),
            NotebookFile.Code("  "),
            NotebookFile.Code("40 + 2"));
        var before = File.ReadAllBytes(path);
        Assert.Equal(NotebookOutcome.Succeeded, await RunAsync(ToFolder, path));
        Assert.Equal(["start a", "In[1] Succeeded", "In[2] Succeeded", "wrote a.ipynb", "wrote a.html", "end a Succeeded"], _progress.Events);
        var cells = Notebook.Load(_folder["out/a.ipynb"]).Cells;
        Assert.Equal("""{"name":"stdout","output_type":"stream","text":["ab\n","c"]}""", Assert.Single(cells[1].Outputs).ToJsonString());
        Assert.Equal(1, cells[1].ExecutionCount);
        Assert.Null(cells[2].ExecutionCount);
        Assert.Equal(
            """{"data":{"text/html":["<div class=\"dni-plaintext\"><pre>42</pre></div>"],"text/plain":["42"]},"execution_count":2,"metadata":{},"output_type":"execute_result"}""",
            Assert.Single(cells[3].Outputs).ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Contains("40", File.ReadAllText(_folder["out/a.html"]), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(2, Directory.GetFiles(_folder["out"]).Length);
    }

    [Fact]
    public async Task A_failing_cell_ends_its_notebook_and_not_the_run()
    {
        var bad = NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("Console.Write(1);\nthrow new Exception(\"no\");"), NotebookFile.Code("2"));
        var good = NotebookFile.Write(_folder["b.ipynb"], NotebookFile.Code("3"));
        Assert.Equal(NotebookOutcome.Failed, await RunAsync(ToFolder, bad, good));
        Assert.Equal(["In[1] Failed", "end a Failed", "In[1] Succeeded", "end b Succeeded"], _progress.Events.Where(line => line.StartsWith("In", StringComparison.Ordinal) || line.StartsWith("end", StringComparison.Ordinal)));
        var cells = Notebook.Load(_folder["out/a.ipynb"]).Cells;
        Assert.Equal(["stream", "error"], cells[0].Outputs.Select(output => (string?)output["output_type"]));
        Assert.Empty(cells[1].Outputs);
        Assert.Null(cells[1].ExecutionCount);
    }

    [Fact]
    public async Task A_cell_tagged_as_raising_may_fail_and_must()
    {
        var raises = NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("throw new Exception();", "raises-exception"), NotebookFile.Code("missing", "raises-exception"), NotebookFile.Code("1"));
        var quiet = NotebookFile.Write(_folder["b.ipynb"], NotebookFile.Code("1", "raises-exception"), NotebookFile.Code("2"));
        Assert.Equal(NotebookOutcome.Succeeded, await RunAsync(ToFolder, raises));
        Assert.Equal("error", (string?)Notebook.Load(_folder["out/a.ipynb"]).Cells[1].Outputs[0]["output_type"]);
        Assert.Equal(NotebookOutcome.Failed, await RunAsync(ToFolder, quiet));
    }

    [Fact]
    public async Task In_place_changes_nothing_but_outputs()
    {
        var path = NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Markdown("$\\alpha$ 中 🎉 \u2028"), NotebookFile.Code("1"));
        var before = File.ReadAllText(path);
        Assert.Equal(NotebookOutcome.Succeeded, await RunAsync(new() { InPlace = true }, path));
        var after = File.ReadAllText(path);
        var expected = before.Replace("\"execution_count\": null", "\"execution_count\": 1", StringComparison.Ordinal)
            .Replace("\"outputs\": []", "\"outputs\": [\n    {\n     \"data\": {\n      \"text/html\": [\n       \"<div class=\\\"dni-plaintext\\\"><pre>1</pre></div>\"\n      ],\n      \"text/plain\": [\n       \"1\"\n      ]\n     },\n     \"execution_count\": 1,\n     \"metadata\": {},\n     \"output_type\": \"execute_result\"\n    }\n   ]", StringComparison.Ordinal);
        Assert.Equal(expected, after);
        Assert.Equal(NotebookOutcome.Succeeded, await RunAsync(new() { InPlace = true }, path));
        Assert.Equal(after, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task In_place_leaves_a_notebook_alone_that_fails()
    {
        var path = NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("1"), NotebookFile.Code("missing"));
        var before = File.ReadAllBytes(path);
        Assert.Equal(NotebookOutcome.Failed, await RunAsync(new() { InPlace = true }, path));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task A_check_compares_with_the_stored_outputs_and_writes_nothing()
    {
        var path = NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("Console.WriteLine($\"loss {Environment.GetEnvironmentVariable(\"AEKIT_TEST_LOSS\")}\");"));
        Environment.SetEnvironmentVariable("AEKIT_TEST_LOSS", "0.5");
        await RunAsync(new() { InPlace = true }, path);
        var before = File.ReadAllBytes(path);
        Assert.Equal(NotebookOutcome.Succeeded, await RunAsync(new() { Check = true }, path));
        Environment.SetEnvironmentVariable("AEKIT_TEST_LOSS", "0.6");
        Assert.Equal(NotebookOutcome.Failed, await RunAsync(new() { Check = true }, path));
        Assert.Equal(["a.ipynb, cell 1: output 1: line 1: stored 'loss 0.5', now 'loss 0.6'"], _progress.Errors);
        Assert.Equal(NotebookOutcome.Succeeded, await RunAsync(new() { Check = true, Tolerance = 0.2 }, path));
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Paths_are_relative_to_the_notebook()
    {
        var path = NotebookFile.Write(_folder["sub/a.ipynb"], NotebookFile.Code("System.IO.File.ReadAllText(\"data.txt\")"));
        File.WriteAllText(_folder["sub/data.txt"], "here");
        var directory = Directory.GetCurrentDirectory();
        Assert.Equal(NotebookOutcome.Succeeded, await RunAsync(ToFolder, path));
        Assert.Equal(directory, Directory.GetCurrentDirectory());
    }

    [Fact]
    public async Task A_display_can_be_updated_later()
    {
        var path = NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("var shown = display(\"first\"); display(\"other\");"), NotebookFile.Code("shown.Update(\"second\");"));
        await RunAsync(ToFolder, path);
        var cells = Notebook.Load(_folder["out/a.ipynb"]).Cells;
        Assert.Equal(["second", "other"], cells[0].Outputs.Select(output => OutputJson.ReadBundle(output).Text("text/plain")));
        Assert.Empty(cells[1].Outputs);
    }

    [Fact]
    public async Task Progress_lines_are_stored_as_a_terminal_shows_them()
    {
        var path = NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("for (var i = 1; i <= 3; i++) Console.Write($\"\\repoch {i}\");\nConsole.WriteLine();"));
        await RunAsync(ToFolder, path);
        Assert.Equal("epoch 3\n", OutputJson.JoinLines(Notebook.Load(_folder["out/a.ipynb"]).Cells[0].Outputs[0]["text"]));
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("var n = Enumerable.Range(0, int.MaxValue).Sum(x => Math.Sqrt(x));")]
    public async Task Cancelling_stops_the_cell_and_keeps_what_was_done(string endless)
    {
        var begun = _folder["begun"];
        var path = NotebookFile.Write(
            _folder["a.ipynb"],
            NotebookFile.Code("Console.Write(\"done\");"),
            NotebookFile.Code($"Console.Write(\"begun\"); System.IO.File.WriteAllText(@\"{begun}\", \"\");{endless}"),
            NotebookFile.Code("3"));
        var before = File.ReadAllBytes(path);
        using var stop = new CancellationTokenSource();
        var run = new NotebookRunner(ToFolder with { InPlace = true }, new RecordingProgress()).RunAsync([path], stop.Token);
        while (!File.Exists(begun) && !run.IsCompleted)
            await Task.Delay(20);
        await Task.Delay(100);
        var watch = Stopwatch.StartNew();
        stop.Cancel();
        Assert.Equal(NotebookOutcome.Cancelled, await run);
        // Asked and stopped, not run to its end: the sum alone would end by itself, after many seconds.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        var cells = Notebook.Load(_folder["out/a.ipynb"]).Cells;
        Assert.Equal(["done", "begun"], cells.Take(2).Select(cell => OutputJson.JoinLines(cell.Outputs[0]["text"])));
        Assert.Empty(cells[2].Outputs);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("while (true) { }", false)]
    [InlineData("await Task.Delay(-1);", true)]
    public async Task A_cell_that_takes_too_long_fails_even_if_it_may_fail(string endless, bool mayFail)
    {
        var path = NotebookFile.Write(
            _folder["a.ipynb"],
            NotebookFile.Code("await Task.Delay(10);"),
            NotebookFile.Code("Console.Write(\"begun\");" + endless, mayFail ? ["raises-exception"] : []),
            NotebookFile.Code("3"));
        var options = ToFolder with { CellTimeout = TimeSpan.FromSeconds(2) };
        Assert.Equal(NotebookOutcome.Failed, await RunAsync(options, path));
        var outputs = Notebook.Load(_folder["out/a.ipynb"]).Cells[1].Outputs;
        Assert.Equal("begun", OutputJson.JoinLines(outputs[0]["text"]));
        Assert.Equal("The cell did not end within 2 s.", (string?)outputs[1]["evalue"]);
    }

    [Fact]
    public async Task A_broken_notebook_fails_and_the_others_run()
    {
        File.WriteAllText(_folder["a.ipynb"], "{ broken");
        NotebookFile.Write(_folder["b.ipynb"], NotebookFile.Code("1"));
        Assert.Equal(NotebookOutcome.Failed, await RunAsync(ToFolder, [.. NotebookPaths.Find([_folder.Path])]));
        Assert.Contains("line 1", Assert.Single(_progress.Errors), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out/b.ipynb"]));
    }

    [Fact]
    public async Task Projects_whose_output_is_referred_to_are_built_once()
    {
        Directory.CreateDirectory(_folder["src/Lib"]);
        File.WriteAllText(_folder["src/Lib/Lib.csproj"], "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        File.WriteAllText(_folder["src/Lib/Answer.cs"], "namespace Lib { public static class Answer { public static int Value => 42; } }");
        const string cell = "#r \"../src/Lib/bin/Release/net10.0/Lib.dll\"\nLib.Answer.Value";
        var first = NotebookFile.Write(_folder["notebooks/a.ipynb"], NotebookFile.Code(cell));
        var second = NotebookFile.Write(_folder["notebooks/b.ipynb"], NotebookFile.Code(cell));
        Assert.Equal(NotebookOutcome.Failed, await RunAsync(ToFolder with { Build = false }, first));
        _progress.Events.Clear();
        Assert.True(await RunAsync(ToFolder, first, second) == NotebookOutcome.Succeeded, string.Join('\n', _progress.Errors));
        Assert.Equal(["build Lib.csproj Release"], _progress.Events.Where(line => line.StartsWith("build", StringComparison.Ordinal)));
        File.WriteAllText(_folder["src/Lib/Answer.cs"], "broken");
        Assert.Equal(NotebookOutcome.Failed, await RunAsync(ToFolder, first));
        Assert.Contains("error CS", _progress.Errors[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Properties_reach_the_projects_and_move_what_is_referred_to()
    {
        Directory.CreateDirectory(_folder["Lib"]);
        File.WriteAllText(_folder["Lib/Lib.csproj"], """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <PropertyGroup Condition="'$(Flavour)' != ''"><BaseOutputPath>bin/$(Flavour)/</BaseOutputPath></PropertyGroup>
            </Project>
            """);
        File.WriteAllText(_folder["Lib/Answer.cs"], """
            public static class Answer { public static string Value => System.IO.Path.GetFileName(System.IO.Path.GetFullPath(typeof(Answer).Assembly.Location + "/../../..")); }
            """);
        var notebook = NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("#r \"Lib/bin/Release/net10.0/Lib.dll\"\nConsole.Write(Answer.Value);"));
        var sweet = ToFolder with { Properties = [BuildProperty.Parse("Flavour=sweet")] };
        Assert.True(await RunAsync(sweet, notebook) == NotebookOutcome.Succeeded, string.Join('\n', _progress.Errors));
        Assert.Equal("sweet", Printed());
        Assert.False(Directory.Exists(_folder["Lib/bin/Release"]));
        Assert.True(await RunAsync(ToFolder, notebook) == NotebookOutcome.Succeeded, string.Join('\n', _progress.Errors));
        Assert.Equal("bin", Printed());
        Assert.Equal(NotebookOutcome.Succeeded, await RunAsync(sweet with { Build = false }, notebook));
        Assert.Equal("sweet", Printed());

        string Printed() => (string)Notebook.Load(_folder["out/a.ipynb"]).Cells[0].Outputs[0]["text"]![0]!;
    }

    [Theory]
    [InlineData("A=b=c", "-p:A=b=c")]
    [InlineData("A=", "-p:A=")]
    [InlineData("Constants=X%3BY", "-p:Constants=X%3BY")]
    public void A_property_is_passed_on_as_it_is(string argument, string expected) => Assert.Equal(expected, BuildProperty.Parse(argument).ToArgument());

    [Theory]
    [InlineData("Release")]
    [InlineData("=1")]
    public void A_property_without_name_or_value_is_refused(string argument) =>
        Assert.Contains("name=value", Assert.Throws<NotebookException>(() => BuildProperty.Parse(argument)).Message, StringComparison.Ordinal);

    [Fact]
    public void Folders_give_their_own_notebooks_by_name_and_names_must_differ()
    {
        NotebookFile.Write(_folder["02.ipynb"]);
        NotebookFile.Write(_folder["01.ipynb"]);
        NotebookFile.Write(_folder["sub/01.ipynb"]);
        File.WriteAllText(_folder["notes.txt"], "");
        Assert.Equal([_folder["01.ipynb"], _folder["02.ipynb"]], NotebookPaths.Find([_folder.Path]));
        Assert.Contains("overwrite", Assert.Throws<NotebookException>(() => NotebookPaths.Find([_folder.Path, _folder["sub"]])).Message, StringComparison.Ordinal);
        Assert.Throws<NotebookException>(() => NotebookPaths.Find([_folder["gone"]]));
        Assert.Throws<NotebookException>(() => NotebookPaths.Find([_folder["notes.txt"]]));
    }

    [Fact]
    public void A_file_is_replaced_whole_or_not_at_all()
    {
        var target = _folder["x.txt"];
        AtomicFile.Write(target, "old"u8.ToArray());
        using (File.Open(_folder["x.txt"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            AtomicFile.Write(target, "new"u8.ToArray());
        Assert.Equal("new", File.ReadAllText(target));
        Directory.CreateDirectory(_folder["taken"]);
        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(_folder["taken"], [1]));
        Assert.Equal([target], Directory.GetFiles(_folder.Path));
    }

    private Task<NotebookOutcome> RunAsync(RunOptions options, params string[] paths) => new NotebookRunner(options, _progress).RunAsync(paths, CancellationToken.None);
}
