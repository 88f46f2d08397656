using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AeKit.Kernel.Evaluation.Packages;

/// <summary>Lets the .NET SDK find packages, by <c>dotnet restore</c> of a project that has nothing else.</summary>
/// <param name="configurationDirectory">Where the search for a NuGet configuration starts.</param>
internal sealed partial class PackageRestore(string configurationDirectory)
{
    /// <summary>Restores packages and what they depend on.</summary>
    /// <returns>Where everything is, or one line about what is wrong.</returns>
    public async Task<(PackageAssets? Assets, string? Failure)> RunAsync(
        IReadOnlyDictionary<string, string> versions, IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("aekit-packages-").FullName;
        try
        {
            Project(versions, sources).Save(Path.Combine(folder, "packages.csproj"));
            var (succeeded, output) = await RunDotnetAsync(folder, cancellationToken).ConfigureAwait(false);
            return succeeded
                ? (PackageAssets.Read(Path.Combine(folder, "obj", "project.assets.json")), null)
                : (null, Reason(output));
        }
        catch (Win32Exception)
        {
            return (null, "Packages are found by the .NET SDK, and there is no 'dotnet' command here: install the SDK, or refer to the assembly's file.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private XDocument Project(IReadOnlyDictionary<string, string> versions, IReadOnlyList<string> sources) => new(
        new XElement("Project",
            new XElement("PropertyGroup",
                new XElement("ImportDirectoryBuildProps", false),
                new XElement("ImportDirectoryBuildTargets", false),
                new XElement("ImportDirectoryPackagesProps", false)),
            new XElement("Import", new XAttribute("Project", "Sdk.props"), new XAttribute("Sdk", "Microsoft.NET.Sdk")),
            new XElement("PropertyGroup",
                new XElement("TargetFramework", $"net{Environment.Version.Major}.{Environment.Version.Minor}"),
                new XElement("RuntimeIdentifier", RuntimeInformation.RuntimeIdentifier),
                new XElement("SelfContained", false),
                new XElement("UseAppHost", false),
                new XElement("NuGetAudit", false),
                // A version that was not found exactly is no reason to stop, a package made for another framework is none either.
                new XElement("NoWarn", "NU1603;NU1701"),
                new XElement("RestoreRootConfigDirectory", configurationDirectory),
                new XElement("RestoreAdditionalProjectSources", string.Join(';', sources))),
            new XElement("ItemGroup", versions.Select(package => new XElement("PackageReference",
                new XAttribute("Include", package.Key), new XAttribute("Version", package.Value)))),
            new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk"))));

    private static async Task<(bool Succeeded, string Output)> RunDotnetAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true, // A question would wait for ever.
            WorkingDirectory = folder,
        };
        // Nodes that stay behind would hold the output pipes open.
        foreach (var argument in (string[])["restore", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:NuGetInteractive=false"])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (process.ExitCode == 0, await output.ConfigureAwait(false) + await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The first error's text, without the file it is about and the project it comes from.</summary>
    private static string Reason(string output)
    {
        var match = ErrorLine().Match(output);
        return match.Success ? match.Groups["text"].Value.Trim() : $"The packages could not be restored: {output.Trim().Split('\n')[0]}";
    }

    [GeneratedRegex(@"error (?<code>[A-Z]+\d+)?\s*: (?<text>[^\r\n]*?)(\s*\[[^\]\r\n]*\])?\s*$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
