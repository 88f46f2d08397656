namespace AeKit.Kernel.Evaluation;

/// <summary>
/// The SDK's description of the framework: its assemblies without their insides, a tenth of the runtime's in size, and
/// their documentation. A machine with the runtime alone has none.
/// </summary>
internal static class ReferencePack
{
    /// <summary>The folder with the assemblies and their documentation; null if there is none for this runtime.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        // …/shared/Microsoft.NETCore.App/10.0.1/ → …/packs/Microsoft.NETCore.App.Ref/10.0.1/ref/net10.0
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        return !Directory.Exists(packs)
            ? null
            : Directory.EnumerateDirectories(packs, $"{Environment.Version.Major}.{Environment.Version.Minor}.*")
                .OrderBy(version => Version.TryParse(Path.GetFileName(version), out var number) ? number : null)
                .Select(version => Path.Combine(version, "ref", $"net{Environment.Version.Major}.{Environment.Version.Minor}"))
                .LastOrDefault(folder => File.Exists(Path.Combine(folder, "System.Runtime.dll")));
    }
}
