using System.CommandLine;
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
        var command = new Command("run", "Executes notebooks and writes them, with a page of each, to a folder.") { paths, output, inPlace, check, tolerance, noBuild };
        command.SetAction((result, cancellationToken) =>
        {
            var keepsOutput = result.GetValue(inPlace) || result.GetValue(check);
            var options = new RunOptions
            {
                OutputDirectory = result.GetValue(output) ?? (keepsOutput ? null : "out"),
                InPlace = result.GetValue(inPlace),
                Check = result.GetValue(check),
                Tolerance = result.GetValue(tolerance),
                Build = !result.GetValue(noBuild),
            };
            return RunAsync(result.GetRequiredValue(paths), options, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] arguments, RunOptions options, CancellationToken cancellationToken)
    {
        // No one answers a cell that asks.
        Console.SetIn(TextReader.Null);
        var progress = ConsoleProgress.Create();
        try
        {
            var runner = new NotebookRunner(options, progress);
            return await runner.RunAsync(NotebookPaths.Find(arguments), cancellationToken).ConfigureAwait(false) switch
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
}
