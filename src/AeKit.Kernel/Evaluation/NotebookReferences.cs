using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AeKit.Kernel.Evaluation.Packages;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>What a notebook's cells may name: the framework, and what its <c>#r</c> lines have added.</summary>
internal sealed class NotebookReferences(string baseDirectory, NotebookLoadContext loadContext, IReadOnlyDictionary<string, string>? substitutes = null)
{
    private IReadOnlyList<MetadataReference> _new = FrameworkReferences.Common;
    private readonly HashSet<MetadataReference> _framework = [.. FrameworkReferences.Common];
    private PackageSet _packages = new(baseDirectory);

    /// <summary>The assemblies that were added since this was last asked.</summary>
    public IReadOnlyList<MetadataReference> TakeNew() => Interlocked.Exchange(ref _new, []);

    /// <summary>Adds an assembly and the managed assemblies it depends on.</summary>
    /// <exception cref="CellException">It cannot be found, is no assembly, or stands in for one already in use.</exception>
    public void Add(ReferenceLine line)
    {
        if (FrameworkReferences.Files.ContainsKey(line.Reference))
        {
            AddFramework([line.Reference]);
            return;
        }
        var path = Path.GetFullPath(line.Reference, baseDirectory);
        path = substitutes?.GetValueOrDefault(path) ?? path;
        if (!File.Exists(path))
            throw line.Error($"The file '{line.Reference}' does not exist. Paths are relative to the notebook's folder; build the project first if this is its output.");
        var name = Path.GetFileNameWithoutExtension(path);
        if (loadContext.FindManaged(name) is { } present && present != path)
            throw line.Error($"An assembly named {name} is already in use; restart to use another one.");
        AddManaged(path, line);
        var dependencies = ReadManifest(path, line);
        foreach (var dependency in dependencies.Managed)
            AddManaged(dependency, line);
        foreach (var library in dependencies.Native)
            loadContext.AddNative(library);
    }

    /// <summary>Adds packages and what they depend on, all or none.</summary>
    /// <param name="lines">Lines for packages and for package sources.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The packages that the lines name and that were not there before.</returns>
    /// <exception cref="CellException">They cannot be had, or need another version of something already in use.</exception>
    public async Task<IReadOnlyList<RestoredPackage>> AddPackagesAsync(IReadOnlyList<ReferenceLine> lines, CancellationToken cancellationToken)
    {
        var before = _packages.Assets.Packages.ToHashSet();
        var packages = await _packages.AddAsync(lines, cancellationToken).ConfigureAwait(false);
        var asked = lines.Where(line => line.Kind == ReferenceKind.Assembly).ToList();
        if (asked.Count == 0)
        {
            _packages = packages;
            return [];
        }
        foreach (var path in packages.Assets.Managed)
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (!FrameworkReferences.Contains(name) && loadContext.FindManaged(name) is { } present && present != path)
                throw asked[0].Error($"{asked[0].Reference} needs another version of {name} than the one already in use; restart and ask for all packages in the first cell.");
        }
        foreach (var path in packages.Assets.Managed)
            AddManaged(path, asked[0]);
        foreach (var path in packages.Assets.Native)
            loadContext.AddNative(path);
        _packages = packages;
        return [.. asked.Select(packages.Find).Where(package => !before.Contains(package)).Distinct()];
    }

    /// <summary>Adds assemblies of the framework and what they refer to.</summary>
    /// <returns>Whether one of them is new.</returns>
    public bool AddFramework(IEnumerable<string> names) => AddFramework(FrameworkReferences.Closure(names));

    /// <summary>Adds what the assemblies that are there from the beginning refer to.</summary>
    /// <returns>Whether something was missing.</returns>
    public bool Close() => AddFramework(FrameworkReferences.Closed);

    private bool AddFramework(IReadOnlyList<MetadataReference> references)
    {
        var added = references.Where(_framework.Add).ToList();
        _new = [.. _new, .. added];
        return added.Count > 0;
    }

    private void AddManaged(string path, ReferenceLine line)
    {
        if (FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(path)))
            return;
        List<string> needed;
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            needed = [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException or IOException)
        {
            throw line.Error($"'{Path.GetFileName(path)}' is not a .NET assembly.");
        }
        if (needed.Find(name => FrameworkReferences.Contains(name) && !FrameworkReferences.Files.ContainsKey(name)) is { } inner)
            throw line.Error($"'{Path.GetFileName(path)}' refers to {inner}, which is the runtime's own and can change with each version. Build it as a project, which refers to the framework.");
        AddFramework(needed.Where(FrameworkReferences.Files.ContainsKey));
        if (loadContext.TryAddManaged(path))
            _new = [.. _new, AssemblyReferences.Read(path)];
    }

    private static DependencyManifest ReadManifest(string path, ReferenceLine line)
    {
        try
        {
            return DependencyManifest.Of(path);
        }
        catch (InvalidDataException exception)
        {
            throw line.Error(exception.Message);
        }
    }
}
