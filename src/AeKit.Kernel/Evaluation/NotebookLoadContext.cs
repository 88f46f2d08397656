using System.Reflection;
using System.Runtime.Loader;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Holds one evaluator's cells and what they refer to, so that two notebooks in one process share no static state.
/// The framework and the kernel's display types stay shared.
/// </summary>
internal sealed class NotebookLoadContext() : AssemblyLoadContext("Notebook")
{
    private readonly Dictionary<string, string> _managed = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _native = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    /// <summary>Makes the assembly at <paramref name="path"/> loadable by its name; the first path for a name stays.</summary>
    public bool TryAddManaged(string path)
    {
        lock (_gate)
            return _managed.TryAdd(Path.GetFileNameWithoutExtension(path), path);
    }

    public string? FindManaged(string name)
    {
        lock (_gate)
            return _managed.GetValueOrDefault(name);
    }

    public void AddNative(string path)
    {
        lock (_gate)
            _native.TryAdd(LibraryName(path), path);
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is { } name && !FrameworkReferences.Contains(name) && FindManaged(name) is { } path
            ? LoadFromAssemblyPath(path)
            : null;

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path;
        lock (_gate)
            path = _native.GetValueOrDefault(LibraryName(unmanagedDllName));
        return path is null ? IntPtr.Zero : LoadUnmanagedDllFromPath(path);
    }

    /// <summary>The name that code uses for a library: <c>libx.so.1</c>, <c>x.dll</c> and <c>x</c> are the same.</summary>
    private static string LibraryName(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var extension in (string[])[".so", ".dylib", ".dll"])
        {
            var index = name.IndexOf(extension, StringComparison.OrdinalIgnoreCase);
            if (index > 0)
                name = name[..index];
        }
        return !OperatingSystem.IsWindows() && name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name;
    }
}
