using System.Diagnostics;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Tests.Commands;

/// <summary>The command as a user runs it: a process of its own.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_that_succeeds_returns_0_and_shows_every_cell()
    {
        NotebookFile.Write(_folder["notebooks/01.ipynb"], NotebookFile.Code("var x = 1;\nx"), NotebookFile.Code("Console.WriteLine(\"hello\");"));
        var (code, output) = await RunAsync("run", "notebooks", "--output", "out");
        Assert.True(code == 0, output);
        Assert.Contains("01.ipynb", output, StringComparison.Ordinal);
        Assert.Matches(@"cell 1/2  var x = 1; .* \d+\.\d s", output);
        Assert.Contains("cell 2/2  Console.WriteLine(\"hello\");", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out/01.ipynb"]));
        Assert.True(File.Exists(_folder["out/01.html"]));
    }

    [Fact]
    public async Task A_failing_cell_returns_1_and_is_shown_with_notebook_cell_and_line()
    {
        NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("var ok = 1;"), NotebookFile.Code("var a = 0;\nvar b = 1 / a;"));
        var (code, output) = await RunAsync("run", "a.ipynb");
        Assert.Equal(1, code);
        Assert.Contains("error: a.ipynb, cell 2, line 2: DivideByZeroException: Attempted to divide by zero.", output, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, File.ReadAllText(_folder["out/a.ipynb"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 7)]
    public async Task A_cell_that_ends_the_process_is_no_success(int exitCode, int expected)
    {
        NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("var ok = 1;"), NotebookFile.Code($"Environment.Exit({exitCode});"));
        var (code, output) = await RunAsync("run", "a.ipynb");
        Assert.Equal(expected, code);
        Assert.Contains("error: a.ipynb, cell 2: the process ended while the cell ran", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_run_is_an_error_in_one_line()
    {
        var (code, output) = await RunAsync("run", "gone");
        Assert.Equal(1, code);
        Assert.Contains("error: gone: no such file or folder", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_stops_the_run_and_keeps_what_was_done()
    {
        if (OperatingSystem.IsWindows())
            return; // A process cannot send another one Ctrl-C there.
        NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("Console.Write(\"done\");"), NotebookFile.Code("System.IO.File.WriteAllText(\"started\", \"\");\nwhile (true) { }"));
        using var process = Start("run", "a.ipynb", "--output", "out");
        while (!File.Exists(_folder["started"]))
        {
            Assert.False(process.HasExited);
            await Task.Delay(20);
        }
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString()]))
            await kill.WaitForExitAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(130, process.ExitCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"It took {watch.Elapsed}.");
        Assert.Contains("stopped", output, StringComparison.Ordinal);
        Assert.Equal("done", OutputJson.JoinLines(Notebook.Load(_folder["out/a.ipynb"]).Cells[0].Outputs[0]["text"]));
    }

    [Fact]
    public async Task Parameters_replace_the_defaults_and_can_be_seen_in_the_notebook()
    {
        NotebookFile.Write(
            _folder["a.ipynb"],
            NotebookFile.Code("int epochs = 10;\nvar rate = 0.5f;\nvar name = \"plain\";\nvar sizes = new[] { 1 };", "parameters"),
            NotebookFile.Code("Console.Write($\"{epochs} {rate} {name} {string.Join('-', sizes)}\");"));
        var (code, output) = await RunAsync("run", "a.ipynb", "--set", "epochs=3", "--set", "rate=-0.25", "--set", "name=it's \"b=c\"", "--set", "sizes=[8, 2]");
        Assert.True(code == 0, output);
        var cells = Notebook.Load(_folder["out/a.ipynb"]).Cells;
        Assert.Equal(3, cells.Count);
        Assert.Equal(["injected-parameters"], cells[1].Tags);
        Assert.Equal("// Parameters\nepochs = 3;\nrate = -0.25f;\nname = \"it's \\\"b=c\\\"\";\nsizes = [8, 2];", cells[1].Source);
        Assert.Equal("3 -0.25 it's \"b=c\" 8-2", OutputJson.JoinLines(cells[2].Outputs[0]["text"]));

        (code, output) = await RunAsync("run", "out/a.ipynb", "--output", "again", "--set", "epochs=4");
        Assert.True(code == 0, output);
        cells = Notebook.Load(_folder["again/a.ipynb"]).Cells;
        Assert.Equal(3, cells.Count);
        Assert.Equal("4 0.5 plain 1", OutputJson.JoinLines(cells[2].Outputs[0]["text"]));
    }

    [Fact]
    public async Task Parameters_of_every_type_can_be_set()
    {
        (string Declaration, string Set, string Shown)[] parameters =
        [
            ("bool a = false;", "a=true", "True"),
            ("int b = 1;", "b=-3", "-3"),
            ("long c = 1;", "c=5_000_000_000", "5000000000"),
            ("double d = 1;", "d=1e-3", "0.001"),
            ("float e = 1;", "e=1e-3", "0.001"),
            ("float f = 1;", "f=0x10", "16"),
            ("decimal g = 1;", "g=0.10", "0.10"),
            ("char h = 'a';", "h='b'", "b"),
            ("string i = \"\";", "i=", ""),
            ("string? j = null;", "j=C:\\new \"x\" 😀", "C:\\new \"x\" 😀"),
            ("var k = \"a\";", "k=\"quoted\"", "quoted"),
            ("var l = -1.5f;", "l=2", "2"),
            ("var m = 1.5m;", "m=2.50", "2.50"),
            ("DayOfWeek n = DayOfWeek.Monday;", "n=DayOfWeek.Friday", "Friday"),
            ("var o = new[] { 1 };", "o=new[] { 1, 2 }", "System.Int32[]"),
            ("var p = TimeSpan.Zero;", "p=TimeSpan.FromSeconds(90)", "00:01:30"),
            ("int? q = 1;", "q=null", ""),
            ("(int, string) r = (1, \"a\");", "r=(2, \"b\")", "(2, b)"),
        ];
        NotebookFile.Write(
            _folder["a.ipynb"],
            NotebookFile.Code(string.Join('\n', parameters.Select(parameter => parameter.Declaration)), "parameters"),
            NotebookFile.Code(string.Join('\n', parameters.Select(parameter => $"Console.WriteLine({parameter.Set[0]});"))));

        var (code, output) = await RunAsync(["run", "a.ipynb", .. parameters.SelectMany(parameter => new[] { "--set", parameter.Set })]);

        Assert.True(code == 0, output);
        var shown = OutputJson.JoinLines(Notebook.Load(_folder["out/a.ipynb"]).Cells[2].Outputs[0]["text"]).TrimEnd('\n').Split('\n');
        Assert.Equal(parameters.Select(parameter => parameter.Shown), shown);
    }

    [Theory]
    [InlineData("epoch=3", "its parameters cell has no variable 'epoch'; it has epochs")]
    [InlineData("epochs=3;4", "the value is not a C# expression")]
    [InlineData("epochs=", "the value is not a C# expression")]
    [InlineData("3", "give a parameter as name=value")]
    public async Task A_parameter_that_cannot_be_set_is_an_error(string parameter, string message)
    {
        NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("int epochs = 10;", "parameters"));
        var (code, output) = await RunAsync("run", "a.ipynb", "--set", parameter);
        Assert.Equal(1, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_need_a_cell_and_do_not_go_with_stored_outputs()
    {
        NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("int epochs = 10;"));
        var (code, output) = await RunAsync("run", "a.ipynb", "--set", "epochs=3");
        Assert.Equal(1, code);
        Assert.Contains("needs a code cell tagged 'parameters'", output, StringComparison.Ordinal);
        (code, output) = await RunAsync("run", "a.ipynb", "--set", "epochs=3", "--in-place");
        Assert.Equal(1, code);
        Assert.Contains("--in-place", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_jobs_write_the_same_and_print_in_order()
    {
        for (var i = 1; i <= 3; i++)
            NotebookFile.Write(_folder[$"notebooks/0{i}.ipynb"], NotebookFile.Markdown($"# Title {i}\n\n## Part {i}"), NotebookFile.Code($"await Task.Delay({(4 - i) * 300});\n{i} * 2"));
        var (code, output) = await RunAsync("run", "notebooks", "--output", "one");
        Assert.True(code == 0, output);
        (code, output) = await RunAsync("run", "notebooks", "--output", "many", "--jobs", "3");
        Assert.True(code == 0, output);
        Assert.Matches(@"(?s)01\.ipynb.*cell 1/1.*02\.ipynb.*cell 1/1.*03\.ipynb.*cell 1/1", output);
        foreach (var file in Directory.GetFiles(_folder["one"]))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(_folder["many/" + Path.GetFileName(file)]));
        Assert.Equal(7, Directory.GetFiles(_folder["many"]).Length);
    }

    [Fact]
    public async Task A_job_that_fails_fails_the_run()
    {
        NotebookFile.Write(_folder["notebooks/1.ipynb"], NotebookFile.Code("throw new Exception(\"no\");"));
        NotebookFile.Write(_folder["notebooks/2.ipynb"], NotebookFile.Code("2"));
        var (code, output) = await RunAsync("run", "notebooks", "--jobs", "2");
        Assert.Equal(1, code);
        Assert.Contains("error: 1.ipynb, cell 1, line 1: Exception: no", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out/2.html"]));
        Assert.Contains("failed", File.ReadAllText(_folder["out/index.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_notebooks_get_a_page_that_links_theirs()
    {
        NotebookFile.Write(_folder["notebooks/01 a.ipynb"], NotebookFile.Markdown("# On $x^2$ & more\n\n## First part"), NotebookFile.Code("1"));
        NotebookFile.Write(_folder["notebooks/02.ipynb"], NotebookFile.Code("2"));
        var (code, output) = await RunAsync("run", "notebooks");
        Assert.True(code == 0, output);
        var index = File.ReadAllText(_folder["out/index.html"]);
        Assert.Contains("href=\"01%20a.html\">On <math", index, StringComparison.Ordinal);
        Assert.Contains("href=\"01%20a.html#First-part\">First part</a>", index, StringComparison.Ordinal);
        Assert.Contains("href=\"02.html\">02</a>", index, StringComparison.Ordinal);
        Assert.Contains("id=\"First-part\"", File.ReadAllText(_folder["out/01 a.html"]), StringComparison.Ordinal);
        await RunAsync("run", "notebooks/02.ipynb", "--output", "single");
        Assert.False(File.Exists(_folder["single/index.html"]));
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) => KernelProcess.RunAsync(_folder.Path, arguments);

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AeKit.Kernel.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
