using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Tests.Evaluation;

public sealed class DirectiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NotebookSession _session;

    public DirectiveTests() => _session = new(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("html", "text/html", "<b>x</b>")]
    [InlineData("markdown", "text/markdown", "# Title\n\n#!not a directive")]
    [InlineData("javascript", "application/javascript", "alert(`${1}`);")]
    [InlineData("js", "application/javascript", "let x = \"")]
    [InlineData("mermaid", "text/vnd.mermaid", "graph TD; A-->B")]
    public async Task Other_languages_are_shown(string language, string mimeType, string text)
    {
        Assert.Equal(CellStatus.Succeeded, (await _session.RunAsync($"#!{language}\n{text}\n")).Status);
        var display = Assert.IsType<DisplayOutput>(Assert.Single(_session.Last.Outputs));
        Assert.Equal(text, display.Data.Text(mimeType));
        Assert.True(display.Data.Has("text/plain"));
    }

    [Fact]
    public async Task A_cell_can_change_languages()
    {
        await _session.RunAsync("var a = 1;\nConsole.WriteLine(a);\n#!html\n<i>\n#!csharp\nvar b = a + 1;\n#!markdown\n*m*\n#!csharp\nb");
        Assert.Equal(["<i>", "*m*", "2"], _session.Last.Outputs.Select(Describe).OfType<string>());
        // Errors are where they stand in the cell.
        var result = await _session.RunAsync("#!html\n<i>\n#!csharp\n\nvar c = missing;");
        Assert.Equal(5, result.Error!.Line);
        Assert.Contains("In[2], line 5, column 9", result.Error.Traceback[0], StringComparison.Ordinal);

        static string? Describe(CellOutput output) => output switch
        {
            DisplayOutput display => display.Data.Text("text/plain"),
            ResultOutput value => value.Data.Text("text/plain"),
            _ => null,
        };
    }

    [Fact]
    public async Task Who_lists_the_variables()
    {
        await _session.RunAsync("#!who");
        Assert.Equal("no variables", Shown());
        await _session.RunAsync("var number = 1; string? text = null; int Unlisted() => 1; class Ghost { }");
        await _session.RunAsync("var number = (1.5, new List<int>[2]); var angry = new Angry(); class Angry { public override string ToString() => throw new(\"no\"); }");
        await _session.RunAsync("#!who");
        Assert.Equal("text, number, angry", Shown());
        await _session.RunAsync("#!whos");
        string[] columns = ["Name", "Type", "Value", "text", "string", "null", "number", "(double, List<int>[])", "(1.5, System.Collections.Generic.List`1[System.Int32][])", "angry", "Angry", "no"];
        Assert.Equal(columns, Shown()!.Split('\n').Where(line => !line.StartsWith('-')).SelectMany(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
    }

    [Fact]
    public async Task Magic_lists_every_line_that_is_known()
    {
        await _session.RunAsync("#!lsmagic");
        foreach (var directive in Directives.Descriptions.Keys)
            Assert.Contains(directive, Shown(), StringComparison.Ordinal);
        await _session.RunAsync("#!about");
        Assert.Contains(Environment.Version.ToString(), Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_shows_how_long_the_cell_took()
    {
        Assert.Equal("3", await _session.ValueAsync("#!time\nawait Task.Delay(30);\n3"));
        var text = _session.Last.Outputs.OfType<DisplayOutput>().Single().Data.Text("text/plain")!;
        Assert.Matches(@"^Wall time: \d+\.\d ms$", text);
        Assert.True(double.Parse(text.Split(' ')[2]) >= 30);
    }

    [Fact]
    public async Task A_script_is_loaded_with_what_it_loads()
    {
        Directory.CreateDirectory(_folder["sub"]);
        File.WriteAllText(_folder["sub/inner.csx"], "int Twice(int n) => 2 * n;\n99");
        File.WriteAllText(_folder["outer.csx"], "#load \"sub/inner.csx\"\nvar six = Twice(3);");
        Assert.Equal("12", await _session.ValueAsync("#load \"outer.csx\"\nTwice(six)"));
        // The value of a script is not the cell's.
        Assert.Single(_session.Last.Outputs);
    }

    [Fact]
    public async Task A_script_that_cannot_be_loaded_is_named()
    {
        Assert.Contains("nowhere.csx", (await _session.RunAsync("\n#load \"nowhere.csx\"")).Error!.Message, StringComparison.Ordinal);
        File.WriteAllText(_folder["loop.csx"], "#load \"loop.csx\"");
        Assert.Contains("loads itself", (await _session.RunAsync("#load \"loop.csx\"")).Error!.Message, StringComparison.Ordinal);
        File.WriteAllText(_folder["bad.csx"], "\nvar x = missing;");
        Assert.Contains("bad.csx, line 2, column 9", (await _session.RunAsync("#load \"bad.csx\"")).Error!.Traceback[0], StringComparison.Ordinal);
    }

    private string? Shown() => _session.Last.Outputs.OfType<DisplayOutput>().Single().Data.Text("text/plain");
}
