using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Installation;

/// <summary>
/// Gives a copy of the program native code for this machine (ReadyToRun). NuGet's Roslyn has none, and its first cells
/// would wait for the just-in-time compiler. The .NET SDK does the work and brings the compiler as a package.
/// </summary>
internal static class NativeCode
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Puts assemblies with native code in the place of those in a folder; all or none.</summary>
    /// <param name="folder">Holds a program that nothing runs.</param>
    /// <returns>Why there is none, in one line; null if it has been added.</returns>
    public static string? AddTo(string folder)
    {
        var work = Directory.CreateTempSubdirectory("aekit-native-").FullName;
        try
        {
            Project(folder).Save(Path.Combine(work, "native.csproj"));
            if (Publish(work) is { } failure)
                return failure;
            foreach (var assembly in Directory.GetFiles(Path.Combine(work, "out"), "*.dll"))
            {
                var target = Path.Combine(folder, Path.GetFileName(assembly));
                if (File.Exists(target))
                    File.Move(assembly, target, overwrite: true);
            }
            return null;
        }
        catch (Win32Exception)
        {
            return "there is no .NET SDK";
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static string? Publish(string work)
    {
        // Nodes that stay behind would hold the output pipe open.
        var start = DotnetHost.Start("publish", ["native.csproj", "-o", "out", "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:NuGetInteractive=false"]);
        start.WorkingDirectory = work;
        start.RedirectStandardOutput = true;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return $"it was not ready after {Patience.TotalMinutes:0} minutes";
        }
        return process.ExitCode == 0 ? null : output.Result.Trim().Split('\n')[0].Trim();
    }

    private static XDocument Project(string folder) => new(
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
                new XElement("PublishReadyToRun", true),
                new XElement("EnableDefaultItems", false),
                new XElement("NuGetAudit", false)),
            new XElement("ItemGroup",
                new XElement("FrameworkReference", new XAttribute("Include", "Microsoft.AspNetCore.App")),
                new XElement("Reference", new XAttribute("Include", Path.Combine(folder, "*.dll")))),
            new XElement("Import", new XAttribute("Project", "Sdk.targets"), new XAttribute("Sdk", "Microsoft.NET.Sdk"))));
}
