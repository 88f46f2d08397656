namespace AeKit.Kernel.Teaching;

/// <summary>The stretches of a master's cell that students write themselves, by nbgrader's convention: marked by words in the lines before and after.</summary>
internal static class SolutionRegions
{
    public const string Begin = "BEGIN SOLUTION";
    public const string End = "END SOLUTION";

    public static bool AreIn(string source) =>
        source.Contains(Begin, StringComparison.Ordinal) || source.Contains(End, StringComparison.Ordinal);

    /// <summary>What is wrong with the marks, with the line; null if nothing is.</summary>
    public static string? ProblemIn(string source)
    {
        var begun = 0;
        foreach (var (number, line) in source.Split('\n').Index())
        {
            if (line.Contains(Begin, StringComparison.Ordinal))
            {
                if (begun > 0)
                    return $"line {number + 1}: {Begin} within the region that begins in line {begun}; end that one first";
                begun = number + 1;
            }
            else if (line.Contains(End, StringComparison.Ordinal))
            {
                if (begun == 0)
                    return $"line {number + 1}: {End} without a {Begin} before it";
                begun = 0;
            }
        }
        return begun > 0 ? $"line {begun}: {Begin} without an {End} after it" : null;
    }

    /// <summary>The source with each region replaced by <paramref name="stub"/>, indented as the region's first line is.</summary>
    public static string Replace(string source, string stub)
    {
        var lines = new List<string>();
        var isInside = false;
        foreach (var line in source.Split('\n'))
        {
            if (line.Contains(Begin, StringComparison.Ordinal))
            {
                isInside = true;
                var indentation = line[..^line.TrimStart().Length];
                lines.AddRange(stub.Split('\n').Select(stubLine => indentation + stubLine));
            }
            else if (line.Contains(End, StringComparison.Ordinal))
                isInside = false;
            else if (!isInside)
                lines.Add(line);
        }
        return string.Join('\n', lines);
    }
}
