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
            await Task.Delay(20);
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

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AeKit.Kernel.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
