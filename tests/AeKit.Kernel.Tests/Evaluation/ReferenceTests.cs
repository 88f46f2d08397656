using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Tests.Evaluation;

public sealed class ReferenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reference_brings_the_assemblies_its_manifest_names()
    {
        WriteLibrary();
        var session = new NotebookSession(_folder.Path);
        Assert.Equal("42", await session.ValueAsync("#r \"bin/Upper.dll\"\nusing Upper;\nusing Lower;\nnew Thing(42).Number()"));
        // Later cells inherit it.
        Assert.Equal("7", await session.ValueAsync("new Thing(7).Value"));
    }

    [Fact]
    public async Task Notebooks_do_not_share_static_state()
    {
        WriteLibrary();
        var first = new NotebookSession(_folder.Path);
        var second = new NotebookSession(_folder.Path);
        Assert.Equal("1", await first.ValueAsync("#r \"bin/Upper.dll\"\n++Lower.Counter.Count"));
        Assert.Equal("2", await first.ValueAsync("++Lower.Counter.Count"));
        Assert.Equal("1", await second.ValueAsync("#r \"bin/Upper.dll\"\n++Lower.Counter.Count"));
    }

    [Fact]
    public async Task A_cell_that_fails_to_compile_keeps_its_references()
    {
        WriteLibrary();
        var session = new NotebookSession(_folder.Path);
        Assert.Equal(CellStatus.Failed, (await session.RunAsync("#r \"bin/Upper.dll\"\nmissing")).Status);
        Assert.Equal("3", await session.ValueAsync("new Lower.Thing(3).Value"));
    }

    [Fact]
    public async Task What_cannot_be_referred_to_is_named_with_its_line()
    {
        var session = new NotebookSession(_folder.Path);
        File.WriteAllText(_folder["text.dll"], "not an assembly");
        var missing = await session.RunAsync("var a = 1;\n#r \"nowhere/X.dll\"");
        Assert.Equal(2, missing.Error!.Line);
        Assert.Contains("nowhere/X.dll", missing.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, string.Join('\n', missing.Error.Traceback), StringComparison.Ordinal);
        Assert.Contains("not a .NET assembly", (await session.RunAsync("#r \"text.dll\"")).Error!.Message, StringComparison.Ordinal);
        if (ReferencePack.Folder is not null)
        {
            TestAssembly.WriteAgainstRuntime(_folder["runtimes.dll"], "public static class Odd { public static int One => 1; }");
            var odd = await session.RunAsync("#r \"runtimes.dll\"\nOdd.One");
            Assert.Equal(1, odd.Error!.Line);
            Assert.Contains("'runtimes.dll' refers to System.Private.CoreLib", odd.Error.Message, StringComparison.Ordinal);
        }
        WriteLibrary();
        File.WriteAllText(_folder["bin/Upper.deps.json"], "{ broken");
        Assert.Contains("dependency manifest", (await session.RunAsync("#r \"bin/Upper.dll\"")).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_framework_assembly_may_be_referred_to_by_name()
    {
        var session = new NotebookSession(_folder.Path);
        Assert.Equal("1", await session.ValueAsync("#r \"System.Net.Http\"\n1"));
    }

    [Theory]
    [InlineData("using System.Net.Mail; new MailAddress(\"a@b.c\").Host", "b.c")]
    [InlineData("System.Xml.Linq.XElement.Parse(\"<a b='1'/>\").Attribute(\"b\").Value", "1")]
    [InlineData("using System.IO.Compression; CompressionLevel.Fastest.ToString() + nameof(ZipFile)", "FastestZipFile")]
    [InlineData("using System.Net.Http.Json; nameof(JsonContent)", "JsonContent")]
    [InlineData("var stack = new Stack<int>(); var doc = new System.Xml.XmlDocument(); doc.LoadXml(\"<x/>\"); doc.DocumentElement.Name", "x")]
    [InlineData("dynamic d = 1; (d + 1).ToString()", "2")]
    [InlineData("new System.Collections.Specialized.NameValueCollection { [\"a\"] = \"b\" }[\"a\"]", "b")]
    [InlineData("new System.Net.Sockets.TcpClient().Connected", "False")]
    [InlineData("System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(object).Assembly.Location).FileMajorPart > 0", "True")]
    [InlineData("using System.Data; new DataTable(\"t\").TableName", "t")]
    [InlineData("using System.Numerics; new Vector3(1, 2, 3).Y", "2")]
    [InlineData("using System.IO.Pipelines; new Pipe().Reader != null", "True")]
    [InlineData("[System.ComponentModel.Description(\"x\")] class D { } typeof(D).Name", "D")]
    [InlineData("new HttpClient().BaseAddress == null", null)]
    public async Task The_whole_framework_can_be_named(string code, string? value)
    {
        var session = new NotebookSession(_folder.Path);
        if (value is null)
            Assert.Equal("CompilationError", (await session.RunAsync(code)).Error!.Name); // Its namespace is not open.
        else
            Assert.Equal(value, await session.ValueAsync(code));
    }

    [Fact]
    public async Task Library_errors_show_methods_but_no_files()
    {
        WriteLibrary();
        var session = new NotebookSession(_folder.Path);
        var result = await session.RunAsync("#r \"bin/Upper.dll\"\n\nUpper.Extensions.Fail();");
        Assert.Equal(
            ["System.InvalidOperationException: broken", "   at Upper.Extensions.Fail()", "   at In[1], line 3", "In[1], line 3: Upper.Extensions.Fail();"],
            result.Error!.Traceback);
    }

    private void WriteLibrary()
    {
        var lower = TestAssembly.Write(
            _folder["bin/Lower.dll"],
            "namespace Lower; public sealed record Thing(int Value); public static class Counter { public static int Count; }");
        TestAssembly.Write(
            _folder["bin/Upper.dll"],
            "namespace Upper; public static class Extensions { public static int Number(this Lower.Thing thing) => thing.Value; [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] public static void Fail() => throw new System.InvalidOperationException(\"broken\"); }",
            lower);
        File.WriteAllText(_folder["bin/Upper.deps.json"], """
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
              "targets": { ".NETCoreApp,Version=v10.0": {
                "Upper/1.0.0": { "dependencies": { "Lower": "1.0.0" }, "runtime": { "Upper.dll": {} } },
                "Lower/1.0.0": { "runtime": { "Lower.dll": {} } },
                "Absent/1.0.0": { "runtime": { "lib/net10.0/Absent.dll": {} } }
              } },
              "libraries": { "Absent/1.0.0": { "type": "package", "path": "absent/1.0.0" } }
            }
            """);
    }
}
