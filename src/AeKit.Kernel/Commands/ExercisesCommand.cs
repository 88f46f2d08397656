using System.CommandLine;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;
using AeKit.Kernel.Teaching;

namespace AeKit.Kernel.Commands;

/// <summary><c>aekit exercises</c>: makes what students get from the masters that hold the solutions.</summary>
internal static class ExercisesCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    private static readonly string DefaultMasters = Path.Combine("notebooks", "solutions");
    private static readonly string DefaultOutput = Path.Combine("notebooks", "exercises");

    public static Command Create()
    {
        var masters = new Argument<string[]>("masters")
        {
            Description = $"Notebooks with solutions, or folders of them ({DefaultMasters}).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<string>("--output", "-o") { Description = "The folder for the exercise notebooks.", DefaultValueFactory = _ => DefaultOutput };
        var check = new Option<bool>("--check") { Description = "Write nothing, and fail if an exercise notebook is not what its master gives." };
        var command = new Command("exercises", "Makes exercise notebooks: solutions replaced by stubs, outputs removed.") { masters, output, check };
        command.SetAction(result => Run(result.GetValue(masters) is { Length: > 0 } given ? given : [DefaultMasters], result.GetRequiredValue(output), result.GetValue(check)));
        return command;
    }

    private static int Run(string[] arguments, string folder, bool isCheck)
    {
        var progress = ConsoleProgress.Create();
        try
        {
            var masters = NotebookPaths.Find(arguments).Select(Notebook.Load).ToList();
            var problems = masters.SelectMany(master => MasterProblems.In(master).Select(problem => $"{Path.GetFileName(master.Path)}, {problem}")).ToList();
            foreach (var problem in problems)
                progress.Error(problem);
            if (problems.Count > 0)
                return Failure;
            var targets = masters.ToDictionary(master => Path.Combine(Path.GetFullPath(folder), Path.GetFileName(master.Path)), master => ExerciseNotebook.Of(master).ToBytes());
            if (masters.FirstOrDefault(master => targets.ContainsKey(master.Path)) is { } overwritten)
                throw new NotebookException($"{overwritten.Path}: the exercise would overwrite its master; give another folder as --output");
            if (isCheck)
                return HasDrifted(targets, isComplete: arguments.All(Directory.Exists), progress) ? Failure : Success;
            foreach (var (path, content) in targets)
            {
                AtomicFile.Write(path, content);
                progress.FileWritten(path);
            }
            return Success;
        }
        catch (Exception exception) when (exception is NotebookException or IOException or UnauthorizedAccessException)
        {
            progress.Error(exception.Message);
            return Failure;
        }
    }

    /// <param name="targets">What each file ought to hold.</param>
    /// <param name="isComplete">Whether other notebooks in their folder have lost their masters.</param>
    /// <param name="progress">Is told of every difference.</param>
    private static bool HasDrifted(Dictionary<string, byte[]> targets, bool isComplete, ConsoleProgress progress)
    {
        var drifted = targets
            .Where(target => !File.Exists(target.Key) || !File.ReadAllBytes(target.Key).AsSpan().SequenceEqual(target.Value))
            .Select(target => $"{Relative(target.Key)} {(File.Exists(target.Key) ? "is not what its master gives" : "is missing")}; run 'aekit exercises'")
            .ToList();
        if (isComplete)
        {
            drifted.AddRange(targets.Keys.Select(path => Path.GetDirectoryName(path)!).Distinct().Where(Directory.Exists)
                .SelectMany(directory => Directory.GetFiles(directory, "*.ipynb").Order(StringComparer.Ordinal))
                .Where(path => !targets.ContainsKey(path))
                .Select(path => $"{Relative(path)} has no master; remove it"));
        }
        foreach (var difference in drifted)
            progress.Error(difference);
        return drifted.Count > 0;
    }

    private static string Relative(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
}
