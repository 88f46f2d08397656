using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation;

/// <summary>Finds the framework assemblies that a cell lacks, by what its errors miss.</summary>
internal static partial class FrameworkIndex
{
    /// <summary>The assemblies with public types or namespaces of a name.</summary>
    private static readonly Lazy<ILookup<string, string>> ByName = new(Read);

    /// <summary>The names of the assemblies that may mend <paramref name="errors"/>.</summary>
    public static IEnumerable<string> Find(IEnumerable<Diagnostic> errors) => errors.SelectMany(Find).Distinct();

    private static IEnumerable<string> Find(Diagnostic error)
    {
        switch (error.Id)
        {
            // A name, a type or a namespace does not exist.
            case "CS0103" or "CS0246" or "CS0234" or "CS0400":
                var node = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan);
                return node.DescendantTokens().Select(token => token.ValueText).SelectMany(name => ByName.Value[name].Concat(ByName.Value[name + "Attribute"]));
            // A type is in an assembly that is not referenced.
            case "CS0012" or "CS1069" or "CS1070" or "CS7069":
                return AssemblyName().Matches(error.GetMessage()).Select(match => match.Groups[1].Value).Where(FrameworkReferences.Files.ContainsKey);
            default:
                return [];
        }
    }

    private static ILookup<string, string> Read()
    {
        var names = new HashSet<(string Name, string Assembly)>();
        foreach (var (assembly, path) in FrameworkReferences.Files)
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
            {
                if ((type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public)
                    continue;
                names.Add((metadata.GetString(type.Name).Split('`')[0], assembly));
                foreach (var part in metadata.GetString(type.Namespace).Split('.'))
                    names.Add((part, assembly));
            }
        }
        // "System" says nothing.
        return names.Where(entry => entry.Name is not ("System" or "Microsoft")).ToLookup(entry => entry.Name, entry => entry.Assembly, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"'([A-Za-z0-9.]+), Version=")]
    private static partial Regex AssemblyName();
}
