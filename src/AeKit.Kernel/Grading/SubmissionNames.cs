using System.Text;

namespace AeKit.Kernel.Grading;

/// <summary>Names of files for what students have named: safe on every system, and different where the originals are.</summary>
internal sealed class SubmissionNames
{
    private const int Longest = 60;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _folders = [];

    /// <summary>The folder of a student.</summary>
    public string FolderOf(string student)
    {
        if (!_folders.TryGetValue(student, out var folder))
            _folders.Add(student, folder = Take("", student));
        return folder;
    }

    /// <summary>A file for a notebook in a student's folder, without extension; another one each time.</summary>
    public string FileFor(string student, string notebook) => Take(FolderOf(student) + "/", notebook);

    private string Take(string folder, string name)
    {
        var safe = new StringBuilder();
        foreach (var c in name.Take(Longest))
            safe.Append(char.IsAsciiLetterOrDigit(c) || (c > '\x7f' && char.IsLetterOrDigit(c)) || c is '-' or '_' or '.' ? c : '_');
        var stem = safe.ToString().Trim('.');
        // Windows takes some short names for devices, whatever follows a dot.
        if (stem.Length == 0 || stem.Split('.')[0].ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL" or ['C', 'O', 'M', _] or ['L', 'P', 'T', _])
            stem = "_" + stem;
        var unique = folder + stem;
        for (var i = 2; !_taken.Add(unique); i++)
            unique = $"{folder}{stem}-{i}";
        return unique;
    }
}
