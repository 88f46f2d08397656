using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Grading;

/// <summary>
/// What lies in a folder of submissions: <c>submitted/student/assignment/notebook.ipynb</c> as nbgrader collects,
/// <c>student/notebook.ipynb</c>, or files whose names hold the notebook's and the student's.
/// </summary>
/// <param name="Submissions">What can be graded, by student and notebook.</param>
/// <param name="Others">The notebooks that cannot, each with the reason.</param>
internal sealed record SubmissionFolder(IReadOnlyList<SubmissionFile> Submissions, IReadOnlyList<string> Others)
{
    private const string CollectedFolder = "submitted";
    private const string CheckpointFolder = ".ipynb_checkpoints";
    private const int Deepest = 4;

    private static readonly char[] Separators = ['-', '_', ' ', '.', '(', ')', '+'];

    /// <param name="folder">The folder.</param>
    /// <param name="masters">The paths of the masters.</param>
    /// <exception cref="NotebookException">There is no such folder, or no notebook in it.</exception>
    public static SubmissionFolder Read(string folder, IReadOnlyList<string> masters)
    {
        if (!Directory.Exists(folder))
            throw new NotebookException($"{folder}: no such folder");
        folder = Path.GetFullPath(folder);
        // A link could lead to anything that the teacher may read.
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = Deepest, AttributesToSkip = FileAttributes.ReparsePoint };
        var submissions = new List<SubmissionFile>();
        var others = new List<string>();
        foreach (var path in Directory.GetFiles(folder, "*.ipynb", options).Order(StringComparer.Ordinal))
        {
            var place = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            string[] parts = place.Split('/');
            if (parts.Contains(CheckpointFolder))
                continue;
            if (parts.Length > 1 && parts[0] == CollectedFolder)
                parts = parts[1..];
            if (parts.Length > 3)
                others.Add($"{place}: too deep; expected student/notebook.ipynb or student/assignment/notebook.ipynb");
            else if (MasterOf(Path.GetFileNameWithoutExtension(path), masters) is not var (master, rest))
                others.Add($"{place}: no master has a name that its name begins or ends with");
            else if (parts.Length == 1 && rest.Length == 0)
                others.Add($"{place}: its name says of no student; expected one before or after the notebook's name, or a folder of the student's name");
            else
                submissions.Add(new(path, place, parts.Length == 1 ? rest : parts[0], master));
        }
        if (submissions.Count + others.Count == 0)
            throw new NotebookException($"{folder}: no .ipynb file in this folder");
        return new([.. submissions.OrderBy(file => file.Student, StringComparer.Ordinal).ThenBy(file => file.Assignment, StringComparer.Ordinal).ThenBy(file => file.Place, StringComparer.Ordinal)], others);
    }

    /// <summary>The master with the longest name that a file's name begins or ends with, and what else is in the name.</summary>
    private static (string Master, string Remainder)? MasterOf(string name, IReadOnlyList<string> masters)
    {
        foreach (var master in masters.OrderByDescending(path => Path.GetFileName(path).Length).ThenBy(path => path, StringComparer.Ordinal))
        {
            var own = Path.GetFileNameWithoutExtension(master);
            if (name.Equals(own, StringComparison.OrdinalIgnoreCase))
                return (master, "");
            if (name.Length <= own.Length)
                continue;
            if (name.StartsWith(own, StringComparison.OrdinalIgnoreCase) && Separators.Contains(name[own.Length]))
                return (master, name[own.Length..].Trim(Separators));
            if (name.EndsWith(own, StringComparison.OrdinalIgnoreCase) && Separators.Contains(name[^(own.Length + 1)]))
                return (master, name[..^own.Length].Trim(Separators));
        }
        return null;
    }
}
