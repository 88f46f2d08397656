using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>Finds the notebooks that a run's arguments name.</summary>
internal static class NotebookPaths
{
    private const string Extension = ".ipynb";

    /// <summary>Files as they are; of folders the notebooks directly in them, by name.</summary>
    /// <exception cref="NotebookException">There is no such file or folder, or no notebook in it.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> arguments)
    {
        var paths = arguments.SelectMany(FindOne).Distinct(StringComparer.Ordinal).ToList();
        var clash = paths.GroupBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return clash is null ? paths : throw new NotebookException(
            $"Two notebooks are named {clash.Key}, and their outputs would overwrite each other: {string.Join(" and ", clash)}. Run them separately.");
    }

    private static IEnumerable<string> FindOne(string argument)
    {
        var path = Path.GetFullPath(argument);
        if (File.Exists(path))
        {
            return string.Equals(Path.GetExtension(path), Extension, StringComparison.OrdinalIgnoreCase)
                ? [path]
                : throw new NotebookException($"{argument}: not a notebook: its name does not end in {Extension}");
        }
        if (!Directory.Exists(path))
            throw new NotebookException($"{argument}: no such file or folder");
        var found = Directory.GetFiles(path, "*" + Extension).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new NotebookException($"{argument}: no {Extension} file in this folder");
    }
}
