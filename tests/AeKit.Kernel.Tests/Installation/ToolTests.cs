namespace AeKit.Kernel.Tests.Installation;

/// <summary>The program as a .NET tool, packed and installed by the SDK.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_packed_tool_can_be_installed_and_runs_notebooks()
    {
        // A version of its own: the packages of earlier runs may be in NuGet's cache.
        var version = $"0.0.1-test.{DateTime.UtcNow.Ticks}";
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        await SucceedAsync("dotnet", "pack", Project(), "-c", configuration, "--no-build", $"-p:PackageVersion={version}", "-o", _folder["packages"], "-nodeReuse:false");
        await SucceedAsync("dotnet", "tool", "install", "AeKit.Kernel", "--version", version, "--tool-path", _folder["tools"], "--add-source", _folder["packages"]);

        NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code("Console.Write(6 * 7);"));
        await SucceedAsync(_folder["tools/aekit"], "run", "a.ipynb");
        Assert.Contains("\"42\"", File.ReadAllText(_folder["out/a.ipynb"]), StringComparison.Ordinal);

        await SucceedAsync(_folder["tools/aekit"], "install", "--plain");
        var output = await SucceedAsync(_folder["tools/aekit"], "doctor");
        Assert.Contains(".net-csharp starts and listens", output, StringComparison.Ordinal);
    }

    private async Task<string> SucceedAsync(string program, params string[] arguments)
    {
        var (code, output) = await KernelProcess.RunProgramAsync(program, _folder.Path, new Dictionary<string, string?> { ["JUPYTER_DATA_DIR"] = _folder.Path, ["JUPYTER_PATH"] = null }, arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}\n{output}");
        return output;
    }

    private static string Project()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AeKit.sln")))
                return Path.Combine(folder.FullName, "src", "AeKit.Kernel");
        }
        throw new InvalidOperationException("No folder above the tests holds AeKit.sln.");
    }
}
