using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>Shows a run on the console: a live line for the running cell, plain lines where output is redirected.</summary>
internal sealed class ConsoleProgress(TextWriter output, bool isLive, int width) : IRunProgress
{
    private const int ElapsedWidth = 10;

    public static ConsoleProgress Create()
    {
        var isLive = !Console.IsOutputRedirected;
        return new(Console.Out, isLive, isLive ? Math.Max(40, Console.WindowWidth) : 100);
    }

    public void BuildStarted(ProjectOutput project) =>
        output.WriteLine($"  building {Path.GetFileName(project.ProjectPath)} ({project.Configuration})");

    public void BuildFailed(ProjectOutput project, BuildResult result)
    {
        Error($"{Path.GetFileName(project.ProjectPath)} does not build; --no-build skips this step");
        output.WriteLine(Indent(result.Output));
    }

    public void NotebookStarted(Notebook notebook) => output.WriteLine(Path.GetFileName(notebook.Path));

    public void CellStarted(CellRun run)
    {
        if (isLive)
            output.Write(Line(run, "…"));
    }

    public void CellEnded(CellRun run, CellResult result, TimeSpan elapsed)
    {
        var end = result.Status switch
        {
            CellStatus.Succeeded => Seconds(elapsed),
            CellStatus.Failed => "failed",
            _ => "stopped",
        };
        output.WriteLine((isLive ? "\r" : "") + Line(run, end));
        if (result.Error is { } error)
            ShowFailure(run, error);
    }

    public void NotebookEnded(Notebook notebook, NotebookOutcome outcome, TimeSpan elapsed) =>
        output.WriteLine(outcome switch
        {
            NotebookOutcome.Succeeded => $"  done in {Seconds(elapsed)}",
            NotebookOutcome.Failed => $"  FAILED after {Seconds(elapsed)}",
            _ => $"  stopped after {Seconds(elapsed)}",
        });

    public void Warning(string message) => output.WriteLine($"  warning: {message}");

    public void Error(string message) => output.WriteLine($"  error: {message}");

    public void FileWritten(string path) =>
        output.WriteLine($"  → {Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}");

    private void ShowFailure(CellRun run, CellError error)
    {
        var place = error.Line is { } line ? $"cell {run.Number}, line {line}" : $"cell {run.Number}";
        Error($"{Path.GetFileName(run.Notebook.Path)}, {place}: {error.Name}: {error.Message.ReplaceLineEndings(" ")}");
        output.WriteLine(Indent(string.Join('\n', error.Traceback)));
    }

    private string Line(CellRun run, string end)
    {
        var total = run.Total.ToString();
        var start = $"  cell {run.Number.ToString().PadLeft(total.Length)}/{total}  ";
        var space = width - start.Length - ElapsedWidth - 1;
        return start + PadOrCut(run.Title, space) + end.PadLeft(ElapsedWidth);
    }

    /// <summary>Chinese characters take two columns of a terminal.</summary>
    private static string PadOrCut(string text, int columns)
    {
        var used = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var next = used + (text[i] >= '\u2e80' ? 2 : 1);
            if (next > columns)
                return text[..i] + new string(' ', columns - used);
            used = next;
        }
        return text + new string(' ', columns - used);
    }

    private static string Seconds(TimeSpan elapsed) => $"{elapsed.TotalSeconds:0.0} s";

    private static string Indent(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => "    " + line));
}
