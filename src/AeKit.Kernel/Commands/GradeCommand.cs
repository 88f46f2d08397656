using System.CommandLine;
using AeKit.Kernel.Grading;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Commands;

/// <summary><c>aekit grade</c>: runs what students have handed in, and counts their points.</summary>
internal static class GradeCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Interrupted = 130;
    private const int DefaultJobs = 2;
    private const int DefaultCellTime = 60;
    private const int DefaultTotalTime = 300;
    private const int DefaultMegabytes = 2048;
    private const int LeastMegabytes = 256;

    private static readonly string DefaultMasters = Path.Combine("notebooks", "solutions");
    private static readonly string DefaultOutput = Path.Combine("out", "grades");

    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The submissions: submitted/student/assignment/notebook.ipynb, student/notebook.ipynb, or files named student_notebook.ipynb or notebook-student.ipynb." };
        var masters = new Option<string>("--masters") { Description = "The folder of the notebooks with solutions, or one of them.", DefaultValueFactory = _ => DefaultMasters };
        var output = new Option<string>("--output", "-o") { Description = "The folder for the grades, and for the executed notebooks.", DefaultValueFactory = _ => DefaultOutput };
        var jobs = new Option<int?>("--jobs", "-j") { Description = $"How many submissions run at once ({DefaultJobs})." };
        var cellTimeout = new Option<double?>("--cell-timeout") { Description = $"How many seconds a cell may run ({DefaultCellTime})." };
        var timeout = new Option<double?>("--timeout") { Description = $"How many seconds all cells of a submission may run ({DefaultTotalTime})." };
        var memory = new Option<int?>("--memory") { Description = $"How many megabytes of memory a submission may take ({DefaultMegabytes})." };
        var noBuild = new Option<bool>("--no-build") { Description = "Do not build the projects whose outputs the masters refer to." };
        var command = new Command("grade", "Runs submitted notebooks with the teacher's checks and writes the points. Students' code runs with your rights: see docs/grading.md.")
        {
            folder, masters, output, jobs, cellTimeout, timeout, memory, noBuild,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(jobs) is < 1)
                result.AddError("--jobs takes a number of at least 1.");
            if (result.GetValue(cellTimeout) is <= 0 || result.GetValue(timeout) is <= 0)
                result.AddError("--cell-timeout and --timeout take a number of seconds above 0.");
            if (result.GetValue(memory) is < LeastMegabytes)
                result.AddError($"--memory takes a number of megabytes of at least {LeastMegabytes}: .NET and the compiler need as much.");
        });
        command.SetAction((result, cancellationToken) => GradeAsync(
            result.GetRequiredValue(folder),
            result.GetRequiredValue(masters),
            result.GetRequiredValue(output),
            result.GetValue(jobs) ?? DefaultJobs,
            new(
                TimeSpan.FromSeconds(result.GetValue(cellTimeout) ?? DefaultCellTime),
                TimeSpan.FromSeconds(result.GetValue(timeout) ?? DefaultTotalTime),
                result.GetValue(memory) ?? DefaultMegabytes),
            !result.GetValue(noBuild),
            cancellationToken));
        return command;
    }

    /// <summary>The process in which a submission runs; only <c>aekit grade</c> calls it.</summary>
    public static Command CreateForCells()
    {
        var command = new Command(GradingProcess.Command, "Runs the cells of a submission; 'grade' calls this.") { Hidden = true };
        command.SetAction(async (_, _) =>
        {
            await GradingProgram.RunAsync().ConfigureAwait(false);
            // Threads that a cell has started must not keep the process.
            Environment.Exit(Success);
        });
        return command;
    }

    private static async Task<int> GradeAsync(string folder, string masters, string output, int jobs, GradingLimits limits, bool build, CancellationToken cancellationToken)
    {
        var progress = ConsoleProgress.Create();
        try
        {
            var submitted = SubmissionFolder.Read(folder, NotebookPaths.Find([masters]));
            foreach (var other in submitted.Others)
                progress.Warning($"not graded: {other}");
            var needed = submitted.Submissions.Select(file => file.Master).Distinct().Order(StringComparer.Ordinal).ToDictionary(path => path, Master.Load);
            var projects = new ReferencedProjects(progress, []);
            foreach (var master in needed.Values)
            {
                if (build && !await projects.BuildAsync(master.Notebook, cancellationToken).ConfigureAwait(false))
                    return Failure;
            }
            var grades = await new GradingRun(needed, limits, jobs, Console.Out).GradeAsync(submitted.Submissions, cancellationToken).ConfigureAwait(false);
            GradeBook.Write(output, grades, submitted.Others, needed.ToDictionary(master => master.Key, master => master.Value.Exercise), progress);
            return Success;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception exception) when (exception is NotebookException or IOException or UnauthorizedAccessException)
        {
            progress.Error(exception.Message);
            return Failure;
        }
    }
}
