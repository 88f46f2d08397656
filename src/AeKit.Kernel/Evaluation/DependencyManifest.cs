using System.Runtime.InteropServices;
using System.Text.Json;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// The files that an assembly needs, as its <c>.deps.json</c> names them: beside it, or for packages that the build
/// did not copy, in the NuGet package folder.
/// </summary>
internal sealed class DependencyManifest
{
    private DependencyManifest(IReadOnlyList<string> managed, IReadOnlyList<string> native)
    {
        Managed = managed;
        Native = native;
    }

    /// <summary>Full paths of the managed assemblies that exist, without the assembly itself.</summary>
    public IReadOnlyList<string> Managed { get; }

    /// <summary>Full paths of the native libraries for this platform that exist.</summary>
    public IReadOnlyList<string> Native { get; }

    /// <summary>Reads the manifest beside <paramref name="assemblyPath"/>; without one there are no dependencies.</summary>
    /// <exception cref="InvalidDataException">The manifest is not one.</exception>
    public static DependencyManifest Of(string assemblyPath)
    {
        var manifestPath = Path.ChangeExtension(assemblyPath, ".deps.json");
        if (!File.Exists(manifestPath))
            return new([], []);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifestPath));
            return Read(document.RootElement, Path.GetDirectoryName(assemblyPath)!, assemblyPath);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{manifestPath} is not a dependency manifest: {exception.Message}", exception);
        }
    }

    private static DependencyManifest Read(JsonElement manifest, string folder, string assemblyPath)
    {
        var managed = new List<string>();
        var native = new List<string>();
        var target = manifest.GetProperty("targets").GetProperty(manifest.GetProperty("runtimeTarget").GetProperty("name").GetString()!);
        foreach (var library in target.EnumerateObject())
        {
            var packageFolder = PackageFolder(manifest, library.Name);
            foreach (var (asset, kind) in Assets(library.Value))
            {
                var path = Locate(asset, folder, packageFolder);
                if (path is not null && !string.Equals(path, assemblyPath, StringComparison.Ordinal))
                    (kind == AssetKind.Native ? native : managed).Add(path);
            }
        }
        return new(managed, native);
    }

    private static IEnumerable<(string Path, AssetKind Kind)> Assets(JsonElement library)
    {
        if (library.TryGetProperty("runtime", out var runtime))
        {
            foreach (var asset in runtime.EnumerateObject())
                yield return (asset.Name, AssetKind.Managed);
        }
        if (library.TryGetProperty("native", out var native))
        {
            foreach (var asset in native.EnumerateObject())
                yield return (asset.Name, AssetKind.Native);
        }
        if (!library.TryGetProperty("runtimeTargets", out var targets))
            yield break;
        foreach (var asset in targets.EnumerateObject().Where(asset => RunsHere(asset.Value.GetProperty("rid").GetString()!)))
            yield return (asset.Name, asset.Value.GetProperty("assetType").GetString() == "native" ? AssetKind.Native : AssetKind.Managed);
    }

    private static bool RunsHere(string rid)
    {
        var here = RuntimeInformation.RuntimeIdentifier;
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return rid == here || rid == system || rid == $"{system}-{architecture}" || (rid == "unix" && system != "win");
    }

    private static string? PackageFolder(JsonElement manifest, string library) =>
        manifest.TryGetProperty("libraries", out var libraries)
        && libraries.TryGetProperty(library, out var entry)
        && entry.TryGetProperty("path", out var path)
            ? Path.Combine(NuGetFolder(), path.GetString()!)
            : null;

    private static string NuGetFolder() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string? Locate(string asset, string folder, string? packageFolder)
    {
        string[] candidates = [Path.Combine(folder, Path.GetFileName(asset)), Path.Combine(folder, asset)];
        return candidates
            .Concat(packageFolder is null ? [] : [Path.Combine(packageFolder, asset)])
            .Select(Path.GetFullPath)
            .FirstOrDefault(File.Exists);
    }

    private enum AssetKind
    {
        Managed,
        Native,
    }
}
