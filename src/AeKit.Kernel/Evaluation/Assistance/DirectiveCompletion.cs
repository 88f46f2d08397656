namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>Completes the lines that the kernel itself carries out: <c>#!</c> and the paths of <c>#r</c> and <c>#load</c>.</summary>
internal static class DirectiveCompletion
{
    /// <summary>The ways to go on in a line that starts with <c>#</c>; null in any other.</summary>
    public static IReadOnlyList<CompletionItem>? At(string code, int position, string baseDirectory)
    {
        var lineStart = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var line = code[lineStart..position];
        var typed = line.TrimStart();
        var start = position - typed.Length;
        if (!typed.StartsWith('#'))
            return null;
        var quote = typed.IndexOf('"', StringComparison.Ordinal);
        if (quote < 0)
        {
            return [.. Directives.Descriptions.Keys.Concat(["#i \"nuget:", "#load \"", "#r \"", "#r \"nuget:"])
                .Where(directive => directive.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(directive => new CompletionItem(directive, "keyword", start, position))];
        }
        var extension = typed.StartsWith("#r ", StringComparison.Ordinal) ? ".dll" : typed.StartsWith("#load ", StringComparison.Ordinal) ? ".csx" : null;
        return extension is null ? [] : Paths(typed[(quote + 1)..], extension, position, baseDirectory);
    }

    private static IReadOnlyList<CompletionItem> Paths(string typed, string extension, int position, string baseDirectory)
    {
        if (typed.Contains('"', StringComparison.Ordinal))
            return [];
        var name = typed[(typed.LastIndexOfAny(['/', '\\']) + 1)..];
        var folder = Path.GetFullPath(typed[..^name.Length], baseDirectory);
        if (typed.Contains(':', StringComparison.Ordinal) || !Directory.Exists(folder))
            return [];
        return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Where(entry => entry.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && !entry.Name.StartsWith('.'))
            .Where(entry => entry is DirectoryInfo || entry.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => new CompletionItem(entry is DirectoryInfo ? entry.Name + "/" : entry.Name, entry is DirectoryInfo ? "folder" : "file", position - name.Length, position))];
    }
}
