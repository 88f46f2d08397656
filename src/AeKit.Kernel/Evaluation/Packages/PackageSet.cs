using System.Text.RegularExpressions;

namespace AeKit.Kernel.Evaluation.Packages;

/// <summary>The NuGet packages that a session's <c>#r "nuget: …"</c> lines have asked for, and where they come from.</summary>
internal sealed partial class PackageSet
{
    private readonly string _baseDirectory;
    private readonly Dictionary<string, string> _versions;
    private readonly IReadOnlyList<string> _sources;

    /// <param name="baseDirectory">The NuGet configuration there applies.</param>
    public PackageSet(string baseDirectory)
        : this(baseDirectory, [], [], new([], [], []))
    {
    }

    private PackageSet(string baseDirectory, Dictionary<string, string> versions, IReadOnlyList<string> sources, PackageAssets assets)
    {
        _baseDirectory = baseDirectory;
        _versions = versions;
        _sources = sources;
        Assets = assets;
    }

    /// <summary>What all packages together consist of.</summary>
    public PackageAssets Assets { get; }

    /// <summary>These packages and those that <paramref name="lines"/> ask for.</summary>
    /// <exception cref="CellException">A line is malformed, or a package cannot be had.</exception>
    public async Task<PackageSet> AddAsync(IReadOnlyList<ReferenceLine> lines, CancellationToken cancellationToken)
    {
        var sources = _sources.Concat(lines.Where(line => line.Kind == ReferenceKind.PackageSource).Select(Source)).Distinct().ToList();
        var versions = new Dictionary<string, string>(_versions, StringComparer.OrdinalIgnoreCase);
        var asked = new List<ReferenceLine>();
        foreach (var line in lines.Where(line => line.Kind == ReferenceKind.Assembly))
        {
            var (id, version) = Package(line);
            // Without a version, the one in use is right.
            if (versions.TryGetValue(id, out var present) && (version is null || version == present))
                continue;
            versions[id] = version ?? "*";
            asked.Add(line);
        }
        if (asked.Count == 0)
            return new(_baseDirectory, _versions, sources, Assets);
        var (assets, failure) = await new PackageRestore(_baseDirectory).RunAsync(versions, sources, cancellationToken).ConfigureAwait(false);
        return assets is not null
            ? new(_baseDirectory, versions, sources, assets)
            : throw (asked.Find(line => failure!.Contains(Package(line).Id, StringComparison.OrdinalIgnoreCase)) ?? asked[0]).Error(failure!);
    }

    /// <summary>The version that was found for a package that a line asked for.</summary>
    public RestoredPackage Find(ReferenceLine line) =>
        Assets.Packages.First(package => package.Id.Equals(Package(line).Id, StringComparison.OrdinalIgnoreCase));

    private static (string Id, string? Version) Package(ReferenceLine line)
    {
        // A range like [1.0,2.0) has commas of its own.
        var comma = line.Package!.IndexOf(',', StringComparison.Ordinal);
        var id = (comma < 0 ? line.Package : line.Package[..comma]).Trim();
        var version = comma < 0 ? null : line.Package[(comma + 1)..].Trim();
        return PackageId().IsMatch(id) && (version is null || VersionRange().IsMatch(version))
            ? (id, version)
            : throw line.Error($"'{line.Reference}' is not a package: write #r \"nuget: Id\" or #r \"nuget: Id, version\".");
    }

    private string Source(ReferenceLine line)
    {
        if (line.Package is not { Length: > 0 } source)
            throw line.Error($"'{line.Reference}' is not a package source: write #i \"nuget: address or folder\".");
        if (Uri.TryCreate(source, UriKind.Absolute, out var address) && !address.IsFile)
            return source;
        var folder = Path.GetFullPath(source, _baseDirectory);
        return Directory.Exists(folder) ? folder : throw line.Error($"The package source '{source}' is neither an address nor a folder that exists.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_]+([.\-][A-Za-z0-9_]+)*$")]
    private static partial Regex PackageId();

    [GeneratedRegex(@"^[\[(]?[0-9A-Za-z.*+\-, ]+[\])]?$")]
    private static partial Regex VersionRange();
}
