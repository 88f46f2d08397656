using System.Reflection;
using System.Reflection.PortableExecutable;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// What every cell can name: the assemblies of Microsoft.NETCore.App and the kernel's display functions. Made once
/// per process, because the metadata of an assembly costs megabytes each time it is read anew.
/// </summary>
internal static class FrameworkReferences
{
    private static readonly Lazy<Dictionary<string, MetadataReference>> ByName = new(Create);

    public static IEnumerable<MetadataReference> All => ByName.Value.Values;

    public static bool Contains(string assemblyName) => ByName.Value.ContainsKey(assemblyName);

    private static Dictionary<string, MetadataReference> Create()
    {
        var references = new Dictionary<string, MetadataReference>(StringComparer.OrdinalIgnoreCase);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        foreach (var path in Directory.EnumerateFiles(framework, "*.dll").Order(StringComparer.Ordinal))
        {
            if (IsManaged(path))
                references.Add(Path.GetFileNameWithoutExtension(path), MetadataReference.CreateFromFile(path));
        }
        Assembly[] shared = [typeof(FrameworkReferences).Assembly, typeof(Formatter).Assembly, typeof(IHtmlContent).Assembly];
        foreach (var assembly in shared)
            references[assembly.GetName().Name!] = MetadataReference.CreateFromFile(assembly.Location);
        return references;
    }

    private static bool IsManaged(string path)
    {
        using var reader = new PEReader(File.OpenRead(path));
        return reader.HasMetadata;
    }
}
