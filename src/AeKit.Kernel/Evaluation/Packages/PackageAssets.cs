using System.Text.Json;

namespace AeKit.Kernel.Evaluation.Packages;

/// <summary>What restored packages consist of on this machine.</summary>
/// <param name="Managed">Full paths of the assemblies, dependencies included.</param>
/// <param name="Native">Full paths of the native libraries for this platform.</param>
/// <param name="Packages">The packages, dependencies included.</param>
internal sealed record PackageAssets(IReadOnlyList<string> Managed, IReadOnlyList<string> Native, IReadOnlyList<RestoredPackage> Packages)
{
    /// <summary>Reads the <c>project.assets.json</c> that a restore for one runtime identifier has written.</summary>
    public static PackageAssets Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = root.GetProperty("libraries");
        // "net10.0" and "net10.0/linux-x64": only the second knows which native libraries run here.
        var target = root.GetProperty("targets").EnumerateObject().First(target => target.Name.Contains('/', StringComparison.Ordinal)).Value;
        var managed = new List<string>();
        var native = new List<string>();
        var packages = new List<RestoredPackage>();
        foreach (var library in target.EnumerateObject())
        {
            var name = library.Name.Split('/');
            packages.Add(new(name[0], name[1]));
            var folder = libraries.GetProperty(library.Name).GetProperty("path").GetString()!;
            managed.AddRange(Files(library.Value, "runtime", folder));
            native.AddRange(Files(library.Value, "native", folder));
        }
        return new(managed, native, packages);

        // A package without files for a framework has one named "_._".
        IEnumerable<string> Files(JsonElement library, string kind, string folder) => !library.TryGetProperty(kind, out var assets)
            ? []
            : assets.EnumerateObject()
                .Where(asset => !asset.Name.EndsWith("/_._", StringComparison.Ordinal))
                .Select(asset => folders.Select(root => Path.GetFullPath(Path.Combine(root, folder, asset.Name))).FirstOrDefault(File.Exists))
                .OfType<string>();
    }
}

/// <summary>A package in the version that was found for it.</summary>
internal sealed record RestoredPackage(string Id, string Version);
