using System.CommandLine;
using System.Globalization;
using System.Text;
using AeKit.Kernel.Html;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Commands;

/// <summary><c>aekit run</c>: executes notebooks without Jupyter.</summary>
internal static class RunCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Interrupted = 130;

    public static Command Create()
    {
        var paths = new Argument<string[]>("notebooks")
        {
            Description = "Notebooks, or folders whose notebooks are run in the order of their names.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o") { Description = "The folder for executed notebooks and HTML pages ('out' unless --in-place or --check is given)." };
        var inPlace = new Option<bool>("--in-place") { Description = "Refresh the outputs in the notebooks themselves." };
        var check = new Option<bool>("--check") { Description = "Compare with the stored outputs and fail on a difference." };
        var tolerance = new Option<double>("--tolerance")
        {
            Description = "How much numbers may differ in a comparison, relative to their size.",
            DefaultValueFactory = _ => new RunOptions().Tolerance,
        };
        var noBuild = new Option<bool>("--no-build") { Description = "Do not build the projects whose outputs the notebooks refer to." };
        var property = new Option<string[]>("--property", "-p") { Description = "name=value is an MSBuild property for those projects; may be repeated, and spelt -p:name=value." };
        var set = new Option<string[]>("--set") { Description = "name=value replaces a variable of the cell tagged 'parameters'; may be repeated." };
        var timeout = new Option<double?>("--timeout") { Description = "How many seconds a cell may run before it fails." };
        var jobs = new Option<int?>("--jobs", "-j") { Description = "How many notebooks run at once (1)." };
        var command = new Command("run", "Executes notebooks and writes them, with a page of each, to a folder.")
        {
            paths, output, inPlace, check, tolerance, noBuild, property, set, timeout, jobs,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(set) is not null && (result.GetValue(inPlace) || result.GetValue(check)))
                result.AddError("--set gives other outputs than the stored ones, so it does not go with --in-place or --check.");
            if (result.GetValue(timeout) is <= 0)
                result.AddError("--timeout takes a number of seconds above 0.");
            if (result.GetValue(jobs) is < 1)
                result.AddError("--jobs takes a number of at least 1.");
        });
        command.SetAction((result, cancellationToken) =>
        {
            var keepsOutput = result.GetValue(inPlace) || result.GetValue(check);
            var (properties, parameters) = (result.GetValue(property) ?? [], result.GetValue(set) ?? []);
            var options = new RunOptions
            {
                OutputDirectory = result.GetValue(output) ?? (keepsOutput ? null : "out"),
                InPlace = result.GetValue(inPlace),
                Check = result.GetValue(check),
                Tolerance = result.GetValue(tolerance),
                Build = !result.GetValue(noBuild),
                CellTimeout = result.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            };
            return RunAsync(result.GetRequiredValue(paths), options, properties, parameters, result.GetValue(jobs) ?? 1, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] arguments, RunOptions options, string[] properties, string[] parameters, int jobs, CancellationToken cancellationToken)
    {
        // No one answers a cell that asks.
        Console.SetIn(TextReader.Null);
        var progress = ConsoleProgress.Create();
        try
        {
            var paths = NotebookPaths.Find(arguments);
            options = options with { Properties = [.. properties.Select(BuildProperty.Parse)], Parameters = [.. parameters.Select(Parameter.Parse)] };
            var outcome = jobs > 1 && paths.Count > 1
                ? await new ParallelRun(jobs, ToArguments(options), options.Build ? new(progress, options.Properties) : null, Console.Out).RunAsync(paths, cancellationToken).ConfigureAwait(false)
                : await new NotebookRunner(options, progress).RunAsync(paths, cancellationToken).ConfigureAwait(false);
            if (options.OutputDirectory is { } folder && paths.Count > 1 && outcome != NotebookOutcome.Cancelled)
                WriteIndex(folder, paths, progress);
            return outcome switch
            {
                NotebookOutcome.Succeeded => Success,
                NotebookOutcome.Failed => Failure,
                _ => Interrupted,
            };
        }
        catch (Exception exception) when (exception is NotebookException or IOException or UnauthorizedAccessException)
        {
            progress.Error(exception.Message);
            return Failure;
        }
    }

    /// <summary>The command line that runs one notebook with the same options, its projects built.</summary>
    private static List<string> ToArguments(RunOptions options)
    {
        List<string> arguments = ["run", "--no-build", "--tolerance", options.Tolerance.ToString("R", CultureInfo.InvariantCulture)];
        if (options.OutputDirectory is { } folder)
            arguments.AddRange(["--output", folder]);
        if (options.InPlace)
            arguments.Add("--in-place");
        if (options.Check)
            arguments.Add("--check");
        if (options.CellTimeout is { } timeout)
            arguments.AddRange(["--timeout", timeout.TotalSeconds.ToString("R", CultureInfo.InvariantCulture)]);
        foreach (var property in options.Properties)
            arguments.AddRange(["--property", $"{property.Name}={property.Value}"]);
        foreach (var parameter in options.Parameters)
            arguments.AddRange(["--set", $"{parameter.Name}={parameter.Text}"]);
        return arguments;
    }

    private static void WriteIndex(string folder, IReadOnlyList<string> paths, ConsoleProgress progress)
    {
        folder = Path.GetFullPath(folder);
        var notebooks = paths.Select(path => Path.Combine(folder, Path.GetFileName(path))).Where(File.Exists).Select(Notebook.Load).ToList();
        // A notebook of that name has a page of its own there.
        if (notebooks.Count < 2 || notebooks.Any(notebook => notebook.Name.Equals("index", StringComparison.OrdinalIgnoreCase)))
            return;
        var path = Path.Combine(folder, "index.html");
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(IndexPage.Render(notebooks)));
        progress.FileWritten(path);
    }
}
