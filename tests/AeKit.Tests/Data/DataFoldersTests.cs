using AeKit.Data;

namespace AeKit.Tests.Data;

public sealed class DataFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_variable_comes_before_the_nearest_cache_above()
    {
        string start = Path.Combine(_folder.Path, "notebooks", "exercises");
        Directory.CreateDirectory(start);
        string cache = Path.Combine(_folder.Path, "data", "cache");
        Assert.Equal(["/big/mnist".Replace('/', Path.DirectorySeparatorChar)], DataFolders.Candidates("mnist", $"{Path.DirectorySeparatorChar}big", start));

        Directory.CreateDirectory(cache);
        Assert.Equal([Path.Combine(cache, "mnist")], DataFolders.Candidates("mnist", null, start));
        Assert.Equal([Path.Combine(_folder.Path, "mnist"), Path.Combine(cache, "mnist")], DataFolders.Candidates("mnist", _folder.Path, start));
    }
}
