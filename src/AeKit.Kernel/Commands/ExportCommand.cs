using System.CommandLine;
using System.Text;
using AeKit.Kernel.Exporting;
using AeKit.Kernel.Html;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Commands;

/// <summary><c>aekit export</c>: writes a notebook in another form, as it is, without running it.</summary>
internal static class ExportCommand
{
    private const string Program = "cs";
    private const string Page = "html";

    public static Command Create()
    {
        var paths = new Argument<string[]>("notebooks") { Description = "Notebooks, or folders of notebooks.", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string>("--to") { Description = "cs: a program for 'dotnet run file.cs'; html: a page with the stored outputs.", Required = true };
        to.AcceptOnlyFromAmong(Program, Page);
        var output = new Option<string?>("--output", "-o") { Description = "The folder to write to; by default that of each notebook." };
        var noBuild = new Option<bool>("--no-build") { Description = "Do not build the projects whose outputs the notebooks refer to." };
        var command = new Command("export", "Writes notebooks as programs or pages, without running them.") { paths, to, output, noBuild };
        command.SetAction((result, cancellationToken) =>
            ExportAsync(result.GetRequiredValue(paths), result.GetRequiredValue(to), result.GetValue(output), !result.GetValue(noBuild), cancellationToken));
        return command;
    }

    private static async Task<int> ExportAsync(string[] arguments, string form, string? folder, bool build, CancellationToken cancellationToken)
    {
        var progress = ConsoleProgress.Create();
        try
        {
            var projects = new ReferencedProjects(progress, []);
            foreach (var notebook in NotebookPaths.Find(arguments).Select(Notebook.Load))
            {
                if (form == Program && build && !await projects.BuildAsync(notebook, cancellationToken).ConfigureAwait(false))
                    return 1;
                var path = Path.Combine(folder is null ? notebook.Directory : Path.GetFullPath(folder), $"{notebook.Name}.{form}");
                var text = form == Program ? await ProgramText.RenderAsync(notebook, path, cancellationToken).ConfigureAwait(false) : PageOf(notebook, progress);
                AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));
                progress.FileWritten(path);
            }
            return 0;
        }
        catch (Exception exception) when (exception is NotebookException or IOException or UnauthorizedAccessException)
        {
            progress.Error(exception.Message);
            return 1;
        }
    }

    private static string PageOf(Notebook notebook, ConsoleProgress progress)
    {
        var page = NotebookPage.Render(notebook);
        foreach (var warning in page.Warnings)
            progress.Warning($"{Path.GetFileName(notebook.Path)}, {warning}");
        return page.Html;
    }
}
