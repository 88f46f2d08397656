using System.Reflection;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// What every cell can name: the assemblies of Microsoft.NETCore.App and the kernel's display functions. Each is read
/// once per process, because its metadata costs memory every time.
/// </summary>
internal static class FrameworkReferences
{
    // Each costs every cell time, so the rest joins a session when a cell needs it.
    private static readonly string[] CommonNames =
    [
        "Microsoft.CSharp", "System.Collections", "System.Collections.Concurrent", "System.Collections.Immutable", "System.ComponentModel.Primitives",
        "System.Console", "System.Diagnostics.Process", "System.Linq", "System.Linq.AsyncEnumerable", "System.Linq.Expressions",
        "System.Linq.Parallel", "System.Linq.Queryable", "System.Memory", "System.Net.Http", "System.Net.Primitives",
        "System.ObjectModel", "System.Private.CoreLib", "System.Private.Uri", "System.Runtime", "System.Runtime.InteropServices", "System.Runtime.Numerics",
        "System.Security.Cryptography", "System.Text.Json", "System.Text.RegularExpressions", "System.Threading", "System.Threading.Channels",
        "System.Threading.Tasks.Parallel", "netstandard",
    ];

    // What the process has loaded or could load, by name.
    private static readonly Lazy<Dictionary<string, string>> Loadable = new(FindLoadable);
    private static readonly Lazy<Dictionary<string, string>> Described = new(FindDescribed);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> AllClosed = new(() => Closure(NamesOfCommon()));
    private static readonly Dictionary<string, MetadataReference> Read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What most cells need, and the kernel's own.</summary>
    public static IReadOnlyList<MetadataReference> Common { get; } = FindCommon();

    /// <summary>
    /// <see cref="Common"/> and whatever it refers to. An assembly gets new symbols when something that it refers to
    /// joins later; where all is there from the beginning, values stay of the types that code names.
    /// </summary>
    public static IReadOnlyList<MetadataReference> Closed => AllClosed.Value;

    // Compilations take over the symbols of their references from one that has them already. Were these made by two
    // sessions at once, there would be two sets, and a cell could find each function twice: in the set that it takes
    // itself, and in the one that the cells before it took.
    private static readonly CSharpCompilation Symbols = Bind();

    /// <summary>Where the assemblies are that code can be compiled against, by name.</summary>
    public static IReadOnlyDictionary<string, string> Files => Described.Value;

    /// <summary>Whether an assembly belongs to the process, so that no notebook brings its own.</summary>
    public static bool Contains(string assemblyName) => Loadable.Value.ContainsKey(assemblyName);

    public static MetadataReference Get(string assemblyName)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(assemblyName, out var reference))
                Read.Add(assemblyName, reference = AssemblyReferences.Read(Files[assemblyName]));
            return reference;
        }
    }

    /// <summary>Assemblies and whatever they refer to.</summary>
    public static IReadOnlyList<MetadataReference> Closure(IEnumerable<string> names)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var references = new List<MetadataReference>();
        var rest = new Queue<string>(names);
        while (rest.TryDequeue(out var name))
        {
            if (!Files.ContainsKey(name) || !found.Add(name))
                continue;
            var reference = Get(name);
            references.Add(reference);
            var metadata = ((AssemblyMetadata)((PortableExecutableReference)reference).GetMetadata()).GetModules()[0].GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
                rest.Enqueue(metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        }
        return references;
    }

    private static IEnumerable<string> NamesOfCommon() => CommonNames.Concat(Shared().Select(assembly => assembly.GetName().Name!));

    // The runtime's own assemblies refer to each other at will, so of them there are none without the rest.
    private static IReadOnlyList<MetadataReference> FindCommon() =>
        ReferencePack.Folder is null ? Closed : [.. NamesOfCommon().Where(Files.ContainsKey).Select(Get)];

    private static CSharpCompilation Bind()
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default);
        var compilation = CSharpCompilation.Create("Framework", references: Common, options: options);
        foreach (var reference in Common)
            _ = compilation.GetAssemblyOrModuleSymbol(reference);
        return compilation;
    }

    private static Assembly[] Shared() => [typeof(FrameworkReferences).Assembly, typeof(Formatter).Assembly, typeof(IHtmlContent).Assembly];

    private static Dictionary<string, string> FindDescribed()
    {
        if (ReferencePack.Folder is not { } folder)
            return Loadable.Value;
        var paths = Directory.EnumerateFiles(folder, "*.dll").ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
        foreach (var assembly in Shared())
            paths[assembly.GetName().Name!] = assembly.Location;
        return paths;
    }

    private static Dictionary<string, string> FindLoadable()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // The host's list has the managed files only; to look into each would take as long as all else at the start.
        foreach (var path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == framework))
            paths[Path.GetFileNameWithoutExtension(path)] = path;
        foreach (var assembly in Shared())
            paths[assembly.GetName().Name!] = assembly.Location;
        return paths;
    }
}
