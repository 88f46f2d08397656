namespace AeKit.Data;

/// <summary>
/// Where larger data sets are looked for, in this order: <c>$AEKIT_DATA/name</c>, then <c>data/cache/name</c> in the
/// current folder or the nearest folder above it that has one.
/// </summary>
internal static class DataFolders
{
    public const string Variable = "AEKIT_DATA";

    public static IEnumerable<string> Candidates(string name) =>
        Candidates(name, Environment.GetEnvironmentVariable(Variable), Environment.CurrentDirectory);

    internal static IEnumerable<string> Candidates(string name, string? root, string start)
    {
        if (!string.IsNullOrEmpty(root))
            yield return Path.Combine(root, name);
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string cache = Path.Combine(folder.FullName, "data", "cache");
            if (Directory.Exists(cache))
            {
                yield return Path.Combine(cache, name);
                yield break;
            }
        }
    }
}
