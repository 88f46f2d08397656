namespace AeKit.Kernel.Installation;

/// <summary>
/// Keeps an installed copy of the program while a kernel runs from it: .NET loads assemblies when they are first needed,
/// so their files must stay until it ends, however often the kernel is installed anew.
/// </summary>
internal static class ProgramInUse
{
    // Any file that every copy has and that nothing else locks.
    private const string File = "AeKit.Kernel.runtimeconfig.json";

    /// <summary>Marks this process's program as in use, until the result is disposed of or the process ends.</summary>
    public static IDisposable? Hold()
    {
        try
        {
            return new FileStream(Path.Combine(AppContext.BaseDirectory, File), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A kernel without the mark is better than none.
            return null;
        }
    }

    /// <summary>Whether a process holds the copy in <paramref name="folder"/>.</summary>
    public static bool Is(string folder)
    {
        try
        {
            var path = Path.Combine(folder, File);
            if (System.IO.File.Exists(path))
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
