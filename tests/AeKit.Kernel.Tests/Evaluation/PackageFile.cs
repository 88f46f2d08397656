using System.IO.Compression;

namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>Makes NuGet packages, and folders to find them in.</summary>
internal static class PackageFile
{
    /// <summary>Lets a folder's notebooks find packages in its subfolder <c>feed</c> and nowhere else.</summary>
    public static void Configure(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder["feed"]);
        File.WriteAllText(folder["nuget.config"], $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
              <config><add key="globalPackagesFolder" value="{folder["packages"]}" /></config>
            </configuration>
            """);
    }

    /// <param name="feed">The folder to put it in.</param>
    /// <param name="id">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="dependencies">The <c>dependency</c> elements of its manifest.</param>
    /// <param name="files">Where a file goes, and where it comes from.</param>
    public static void Write(string feed, string id, string version, string dependencies, params (string Entry, string Path)[] files)
    {
        Directory.CreateDirectory(feed);
        using var package = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var manifest = new StreamWriter(package.CreateEntry(id + ".nuspec").Open()))
        {
            manifest.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                  <id>{id}</id><version>{version}</version><authors>tests</authors><description>For tests.</description>
                  <dependencies><group targetFramework="net10.0">{dependencies}</group></dependencies>
                </metadata></package>
                """);
        }
        foreach (var (entry, path) in files)
            package.CreateEntryFromFile(path, entry);
    }
}
