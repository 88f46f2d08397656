using System.Runtime.InteropServices;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Tests.Evaluation;

public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NotebookSession _session;

    public PackageTests()
    {
        PackageFile.Configure(_folder);
        _session = new(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_package_brings_what_it_depends_on_and_later_cells_inherit_it()
    {
        Library("Test.Lower", "1.0.0", "public static class Lower { public static int Number => 20; }");
        var lower = _folder["build/Test.Lower.1.0.0/Test.Lower.dll"];
        var upper = TestAssembly.Write(_folder["build/Test.Upper.dll"], "public static class Upper { public static int Number => 2 * Lower.Number; }", lower);
        PackageFile.Write(_folder["feed"], "Test.Upper", "1.0.0", "<dependency id=\"Test.Lower\" version=\"1.0.0\" />", ("lib/net8.0/Test.Upper.dll", upper));
        Assert.Equal("40", await _session.ValueAsync("#r \"nuget: Test.Upper, 1.0.0\"\nUpper.Number"));
        Assert.Equal("Installed package Test.Upper 1.0.0", _session.Last.Outputs.OfType<DisplayOutput>().Single().Data.Text("text/plain"));
        Assert.Equal("21", await _session.ValueAsync("Lower.Number + 1"));
        // Again is nothing new.
        Assert.Equal("40", await _session.ValueAsync("#r \"nuget:Test.Upper\"\nUpper.Number"));
        Assert.Single(_session.Last.Outputs);
    }

    [Theory]
    [InlineData("Test.Floating", "1.5.0")]
    [InlineData("Test.Floating, 1.*", "1.5.0")]
    [InlineData("Test.Floating,1.0.*", "1.0.7")]
    [InlineData("Test.Floating, *-*", "2.0.0-beta.1")]
    [InlineData("Test.Floating, [1.0.0,1.2)", "1.0.0")]
    public async Task Versions_float(string package, string version)
    {
        foreach (var available in (string[])["1.0.0", "1.0.7", "1.5.0", "2.0.0-beta.1"])
            Library("Test.Floating", available, $"public static class Floating {{ public static string Version => \"{available}\"; }}");
        Assert.Equal(version, await _session.ValueAsync($"#r \"nuget: {package}\"\nFloating.Version"));
    }

    [Fact]
    public async Task A_package_that_does_not_exist_changes_nothing()
    {
        await _session.RunAsync("var kept = 5;");
        var result = await _session.RunAsync("kept = 6;\n#r \"nuget: Test.Missing, 1.0.0\"\nkept = 7;");
        Assert.Equal("DirectiveError", result.Error!.Name);
        Assert.Equal(2, result.Error.Line);
        Assert.Contains("Test.Missing", result.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', result.Error.Message);
        Assert.DoesNotContain(".csproj", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal("5", await _session.ValueAsync("kept"));
        Library("Test.Present", "1.0.0", "public static class Present { public static int Number => 1; }");
        Assert.Equal("1", await _session.ValueAsync("#r \"nuget: Test.Present\"\nPresent.Number"));
    }

    [Fact]
    public async Task A_source_can_be_added()
    {
        Library("Test.Elsewhere", "1.0.0", "public static class Elsewhere { public static int Number => 3; }", feed: "other");
        Assert.Equal(CellStatus.Failed, (await _session.RunAsync("#r \"nuget: Test.Elsewhere\"")).Status);
        Assert.Equal("3", await _session.ValueAsync("#i \"nuget: other\"\n#r \"nuget: Test.Elsewhere\"\nElsewhere.Number"));
        Assert.Contains("nowhere", (await _session.RunAsync("#i \"nuget: nowhere\"")).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_version_of_something_in_use_needs_a_restart()
    {
        Library("Test.Twice", "1.0.0", "public static class Twice { public static int Number => 1; }");
        Library("Test.Twice", "2.0.0", "public static class Twice { public static int Number => 2; }");
        Assert.Equal("1", await _session.ValueAsync("#r \"nuget: Test.Twice, 1.0.0\"\nTwice.Number"));
        Assert.Contains("restart", (await _session.RunAsync("#r \"nuget: Test.Twice, 2.0.0\"")).Error!.Message, StringComparison.Ordinal);
        Assert.Equal("1", await _session.ValueAsync("Twice.Number"));
    }

    [Fact]
    public async Task Native_libraries_load()
    {
        var code = "using System.Runtime.InteropServices; public static class Crc { [DllImport(\"test_native\")] static extern unsafe uint CompressionNative_Crc32(uint crc, byte* buffer, int length); public static unsafe uint Of(byte[] data) { fixed (byte* p = data) return CompressionNative_Crc32(0, p, data.Length); } }";
        var managed = TestAssembly.Write(_folder["build/Test.Native.dll"], code);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var native = Directory.EnumerateFiles(framework, "*System.IO.Compression.Native.*").First(path => Path.GetExtension(path) is ".so" or ".dylib" or ".dll");
        var name = (OperatingSystem.IsWindows() ? "" : "lib") + "test_native" + Path.GetExtension(native);
        PackageFile.Write(_folder["feed"], "Test.Native", "1.0.0", "", ("lib/net8.0/Test.Native.dll", managed), ($"runtimes/{RuntimeInformation.RuntimeIdentifier}/native/{name}", native));
        // The check value of CRC-32.
        Assert.Equal("CBF43926", await _session.ValueAsync("#r \"nuget: Test.Native\"\nCrc.Of(\"123456789\"u8.ToArray()).ToString(\"X\")"));
    }

    [Theory]
    [InlineData("nuget:")]
    [InlineData("nuget: not a name")]
    [InlineData("nuget: Some.Name, <1>")]
    public async Task A_malformed_line_is_an_error(string line) =>
        Assert.Contains("#r \"nuget: Id, version\"", (await _session.RunAsync($"#r \"{line}\"")).Error!.Message, StringComparison.Ordinal);

    private void Library(string id, string version, string code, string feed = "feed")
    {
        var path = TestAssembly.Write(_folder[$"build/{id}.{version}/{id}.dll"], code);
        PackageFile.Write(_folder[feed], id, version, "", ($"lib/net8.0/{id}.dll", path));
    }
}
