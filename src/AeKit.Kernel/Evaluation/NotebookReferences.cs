using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>What a notebook's cells may name: the framework, and what its <c>#r</c> lines have added.</summary>
internal sealed class NotebookReferences(string baseDirectory, NotebookLoadContext loadContext)
{
    private readonly List<MetadataReference> _new = [.. FrameworkReferences.All];

    /// <summary>The assemblies that no submission has yet.</summary>
    public IEnumerable<MetadataReference> New => _new;

    /// <summary>A submission has taken the new assemblies over.</summary>
    public void MarkUsed() => _new.Clear();

    /// <summary>Adds an assembly and the managed assemblies it depends on.</summary>
    /// <exception cref="CellException">It cannot be found, is no assembly, or stands in for one already in use.</exception>
    public void Add(ReferenceLine line)
    {
        if (line.Reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            throw Error(line, "#r \"nuget: …\" is not supported by this kernel; refer to the assembly's file instead.");
        if (FrameworkReferences.Contains(line.Reference))
            return;
        var path = Path.GetFullPath(line.Reference, baseDirectory);
        if (!File.Exists(path))
            throw Error(line, $"The file '{line.Reference}' does not exist. Paths are relative to the notebook's folder; build the project first if this is its output.");
        var name = Path.GetFileNameWithoutExtension(path);
        if (loadContext.FindManaged(name) is { } present && present != path)
            throw Error(line, $"An assembly named {name} is already in use; restart to use another one.");
        AddManaged(path, line);
        var dependencies = ReadManifest(path, line);
        foreach (var dependency in dependencies.Managed)
            AddManaged(dependency, line);
        foreach (var library in dependencies.Native)
            loadContext.AddNative(library);
    }

    private void AddManaged(string path, ReferenceLine line)
    {
        if (FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(path)))
            return;
        try
        {
            _ = AssemblyName.GetAssemblyName(path);
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException)
        {
            throw Error(line, $"'{Path.GetFileName(path)}' is not a .NET assembly.");
        }
        if (loadContext.TryAddManaged(path))
            _new.Add(MetadataReference.CreateFromFile(path));
    }

    private static DependencyManifest ReadManifest(string path, ReferenceLine line)
    {
        try
        {
            return DependencyManifest.Of(path);
        }
        catch (InvalidDataException exception)
        {
            throw Error(line, exception.Message);
        }
    }

    private static CellException Error(ReferenceLine line, string message) => new(message, line.Line, line.Column);
}
