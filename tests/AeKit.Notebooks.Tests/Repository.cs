namespace AeKit.Notebooks.Tests;

/// <summary>Where the chapters are: the folder with AeKit.sln, above the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string[] Chapters { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal)];

    private static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "AeKit.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {folder} holds AeKit.sln.");
    }
}
