namespace AeKit.Kernel.Installation;

/// <summary>Where Jupyter's clients look for kernelspecs, as <c>jupyter_core</c> and VS Code decide it.</summary>
/// <param name="environment">Reads an environment variable; null if it is not set.</param>
internal sealed class KernelFolders(Func<string, string?> environment)
{
    public KernelFolders()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>The user's own folder, into which kernels are installed.</summary>
    public string User => Path.Combine(UserData, "kernels");

    /// <summary>All folders, in the order in which they are searched; they need not exist.</summary>
    public IReadOnlyList<string> All =>
        [.. Split("JUPYTER_PATH").Append(UserData).Concat(SystemData).Select(folder => Path.Combine(Path.GetFullPath(folder), "kernels")).Distinct(StringComparer.Ordinal)];

    private string UserData =>
        Value("JUPYTER_DATA_DIR") is { } folder ? Path.GetFullPath(folder)
        : OperatingSystem.IsWindows() ? Path.Combine(Value("APPDATA") ?? Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter")
        : OperatingSystem.IsMacOS() ? Path.Combine(Home, "Library", "Jupyter")
        : Path.Combine(Value("XDG_DATA_HOME") ?? Path.Combine(Home, ".local", "share"), "jupyter");

    private string Home => Value("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private IEnumerable<string> SystemData =>
        OperatingSystem.IsWindows()
            ? [Path.Combine(Value("PROGRAMDATA") ?? Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter")]
            : ["/usr/local/share/jupyter", "/usr/share/jupyter"];

    private string[] Split(string name) =>
        Value(name)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private string? Value(string name) => environment(name) is { Length: > 0 } value ? value : null;
}
