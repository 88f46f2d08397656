namespace AeKit.Kernel.Tests;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    // Resolved, because the current directory never shows a symbolic link.
    public string Path { get; } = Directory.CreateTempSubdirectory("aekit-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps loaded assemblies locked; the folder is in the temporary one anyway.
        }
    }
}
