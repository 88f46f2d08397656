namespace AeKit.Kernel.Tests.Exporting;

/// <summary>Notebooks as programs, built and run by the SDK as a user would.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_prints_what_its_notebook_shows()
    {
        // What a notebook may do and a program may not: declare again, hide, use a name before it is a variable's,
        // show a value, declare types and extension methods where they are needed, leave variables unassigned.
        NotebookFile.Write(
            _folder["a b.ipynb"],
            NotebookFile.Markdown("# Title\n\nText with $x$."),
            NotebookFile.Code("using System.IO;\nusing static System.Math;\nConsole.WriteLine(Max(1, 2)); // first"),
            NotebookFile.Code("var x = 1;\nint Twice(int v) => 2 * v + 0 * x;\nvar unset = 0;"),
            NotebookFile.Code("foreach (var i in new[] { 1 }) { var sum = i; Console.WriteLine($\"sum {sum}\"); }"),
            NotebookFile.Code("var x = \"text\";\nvar pair = (x, 3);\npair.x // shown"),
            NotebookFile.Code("var sum = Enumerable.Range(1, 4).Select(x => x * x).Sum();\nnew { x, sum }"),
            NotebookFile.Code("public record Point(int X, int Y);\nstatic string Shout(this string s) => s + \"!\";\n\"hey\".Shout()"),
            NotebookFile.Code("#!time\nint later;\nvoid Assign() { later = 5; }\nAssign();\nvar Max = later;\nConsole.WriteLine(Max);"),
            NotebookFile.Code("new Point(Twice(2), Max)"),
            NotebookFile.Code("#!markdown\n*text*\n#!csharp\ndisplay(new[] { 1.5, 2 });\nDictionary<string, int> map = new() { [\"a\"] = 1 };\nmap"),
            NotebookFile.Code("var broken = ;", "raises-exception"),
            NotebookFile.Code("throw new InvalidOperationException(\"meant\");", "raises-exception"),
            NotebookFile.Code("await Task.Delay(1);\nFile.ReadAllText(\"data.txt\")"));
        File.WriteAllText(_folder["data.txt"], "beside the notebook");
        // The build files of a folder above must not break the program.
        File.WriteAllText(_folder["Directory.Build.props"], "<Project><PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors><AnalysisMode>All</AnalysisMode></PropertyGroup></Project>");
        var (code, output) = await KernelProcess.RunAsync(_folder.Path, "export", "a b.ipynb", "--to", "cs", "--output", "programs");
        Assert.True(code == 0, output);
        var program = File.ReadAllText(_folder["programs/a b.cs"]);
        Assert.Contains("// # Title\n//\n// Text with $x$.\n", program, StringComparison.Ordinal);
        Assert.Contains("// var broken = ;\n", program, StringComparison.Ordinal);
        Assert.Contains("// *text*\n", program, StringComparison.Ordinal);

        (code, output) = await KernelProcess.RunDotnetAsync(Path.GetTempPath(), new Dictionary<string, string?>(), "run", _folder["programs/a b.cs"]);
        Assert.True(code == 0, output);
        Assert.Equal(
            ["2", "sum 1", "text", "{ x = text, sum = 30 }", "hey!", "5", "Point { X = 4, Y = 5 }", "[1.5, 2]", "[a: 1]", "InvalidOperationException: meant", "beside the notebook"],
            output.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_project_that_the_notebook_refers_to_is_the_programs_project()
    {
        Directory.CreateDirectory(_folder["src/Lib"]);
        File.WriteAllText(_folder["src/Lib/Lib.csproj"], "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        File.WriteAllText(_folder["src/Lib/Answer.cs"], "namespace Lib { public static class Answer { public static int Value => 42; } }");
        NotebookFile.Write(_folder["notebooks/a.ipynb"], NotebookFile.Code("#r \"../src/Lib/bin/Release/net10.0/Lib.dll\"\nusing Lib;"), NotebookFile.Code("Answer.Value"));
        var (code, output) = await KernelProcess.RunAsync(_folder.Path, "export", "notebooks/a.ipynb", "--to", "cs");
        Assert.True(code == 0, output);
        Assert.Contains("\n#:project ../src/Lib/Lib.csproj\n", File.ReadAllText(_folder["notebooks/a.cs"]), StringComparison.Ordinal);
        (code, output) = await KernelProcess.RunDotnetAsync(_folder.Path, new Dictionary<string, string?>(), "run", "notebooks/a.cs");
        Assert.True(code == 0, output);
        Assert.Equal("42", output.Trim());
    }

    [Theory]
    [InlineData("var x = 1;\nvar y = missing;", "a.ipynb, cell 1 of the notebook, line 2: CS0103")]
    [InlineData("#load \"x.csx\"", "'#load' has no counterpart in a program")]
    [InlineData("int Count { get; set; }\nCount", "can stand in a notebook but not at a program's top level")]
    [InlineData("Microsoft.DotNet.Interactive.Formatting.Formatter.Register<int>(i => \"x\");", "as a program it does not compile: CS")]
    public async Task What_has_no_counterpart_in_a_program_is_an_error(string source, string message)
    {
        NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Code(source));
        var (code, output) = await KernelProcess.RunAsync(_folder.Path, "export", "a.ipynb", "--to", "cs");
        Assert.Equal(1, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["a.cs"]));
    }

    [Fact]
    public async Task A_page_shows_the_stored_outputs_without_a_run()
    {
        NotebookFile.Write(_folder["a.ipynb"], NotebookFile.Markdown("# Title"), NotebookFile.Code("throw new Exception();"));
        var (code, output) = await KernelProcess.RunAsync(_folder.Path, "export", "a.ipynb", "--to", "html");
        Assert.True(code == 0, output);
        Assert.Contains("<title>Title</title>", File.ReadAllText(_folder["a.html"]), StringComparison.Ordinal);
    }
}
