using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>In the codes, | marks the cursor.</summary>
public sealed class AssistanceTests
{
    private readonly NotebookSession _session = new();

    [Theory]
    [InlineData("var x = 1;", "Complete", "")]
    [InlineData("1 + 1", "Complete", "")]
    [InlineData("", "Complete", "")]
    [InlineData("if (true)\n{", "Incomplete", "    ")]
    [InlineData("class A\n{\n    void F()\n    {", "Incomplete", "        ")]
    [InlineData("class A\n{\n    int x;", "Incomplete", "    ")]
    [InlineData("var x = new[] { 1,", "Incomplete", "")]
    [InlineData("/* open", "Incomplete", "")]
    [InlineData("var text = \"\"\"\n    open", "Incomplete", "    ")]
    [InlineData("\"\"\"", "Incomplete", "")]
    [InlineData("$$\"\"\"\n  {{1}}", "Incomplete", "  ")]
    [InlineData("\"\"\"\nopen\n\"", "Incomplete", "")]
    [InlineData("\"\"\"one line", "Invalid", "")]
    [InlineData("@\"open", "Incomplete", "")]
    [InlineData("$@\"open", "Incomplete", "")]
    [InlineData("$\"{", "Incomplete", "    ")]
    [InlineData("\"one line", "Invalid", "")]
    [InlineData("$\"one line", "Invalid", "")]
    [InlineData("F(\"one line", "Invalid", "")]
    [InlineData("'a", "Invalid", "")]
    [InlineData("var text = \"\"\"\n  closed\n  \"\"\";", "Complete", "")]
    [InlineData("Console.WriteLine?", "Complete", "")]
    [InlineData("var x = );", "Invalid", "")]
    [InlineData("}", "Invalid", "")]
    [InlineData("var x = 1; )", "Invalid", "")]
    [InlineData("#!html\n<p>(", "Complete", "")]
    [InlineData("#!time\nforeach (var i in x) {", "Incomplete", "    ")]
    [InlineData("#!nonsense", "Invalid", "")]
    [InlineData("#r \"nuget: Some.Package, 1.*-*\"", "Complete", "")]
    public void A_cell_is_complete_when_it_could_be_run(string code, string status, string indent) =>
        Assert.Equal((status, indent), (_session.Evaluator.IsComplete(code) is var result ? result.Status.ToString() : "", result.Indent));

    [Theory]
    [InlineData("Console.WriteL|", "WriteLine")]
    [InlineData("Console.Wri|teX", "WriteLine")]
    [InlineData("\"abc\".Sub|", "Substring")]
    [InlineData("\"abc\".|", "Length")]
    [InlineData("\"abc\".Sel|", "Select")]
    [InlineData("\"abc\"?.Len|", "Length")]
    [InlineData("System.Thr|", "Threading")]
    [InlineData("using System.Globa|", "Globalization")]
    [InlineData("System.Globalization.Cult|", "CultureInfo")]
    [InlineData("global::Sys|", "System")]
    [InlineData("DayOfWeek.M|", "Monday")]
    [InlineData("var local = 1; loc|", "local")]
    [InlineData("void F(int argument) { arg| }", "argument")]
    [InlineData("Enumerable.Range(0, 3).Select(number => num|", "number")]
    [InlineData("Enumerable.Range(0, 3).Select(number => number.Comp|)", "CompareTo")]
    [InlineData("rows.Where(r => r.Na|", "Name")]
    [InlineData("rows.|\nvar next = 1;", "Add")]
    [InlineData("rows.|\nnext = 1;", "Add")]
    [InlineData("rows[0].|", "Id")]
    [InlineData("1.|", "CompareTo")]
    [InlineData("ro|", "rows")]
    [InlineData("Row.|", "Zero")]
    [InlineData("new Ro|", "Row")]
    [InlineData("fore|", "foreach")]
    [InlineData("disp|", "display")]
    [InlineData("rows.Disp|", "Display")]
    [InlineData("$\"{rows.Cou|}\"", "Count")]
    [InlineData("new Settings { Sp|", "Speed")]
    [InlineData("Move(st|", "steps:")]
    [InlineData("(Left: 1, Right: 2).Le|", "Left")]
    [InlineData("(1, 2).It|", "Item1")]
    [InlineData("#!ti|", "#!time")]
    [InlineData("#r \"absent|", null)]
    [InlineData("#|", "#r \"")]
    [InlineData("var x = 1;\n  #!ht|", "#!html")]
    public async Task What_can_follow_is_offered(string code, string? expected)
    {
        await DefineAsync();
        var offered = Complete(code).Select(item => item.Text).ToList();
        if (expected is null)
            Assert.Empty(offered);
        else
            Assert.Contains(expected, offered);
    }

    [Theory]
    [InlineData("// Cons|")]
    [InlineData("\"Cons|")]
    [InlineData("\"Cons|\"")]
    [InlineData("$\"Cons|\"")]
    [InlineData("/* Cons| */")]
    [InlineData("#!html\n<b>Cons|")]
    [InlineData("unknown.|")]
    public void Nothing_is_offered_where_code_has_no_meaning(string code) => Assert.Empty(Complete(code));

    [Theory]
    [InlineData("\"abc\".|", "Format")]
    [InlineData("String.|", "Length")]
    [InlineData("rows.|", "_items")]
    [InlineData("new Settings().|", "_hidden")]
    [InlineData("Console.|", "get_Out")]
    [InlineData("CellInter|", "CellInterrupt")]
    [InlineData("foreac|", "Console")]
    public async Task What_cannot_follow_is_not_offered(string code, string notExpected)
    {
        await DefineAsync();
        Assert.DoesNotContain(notExpected, Complete(code).Select(item => item.Text));
    }

    [Fact]
    public async Task A_completion_replaces_the_word_at_the_cursor()
    {
        await DefineAsync();
        var item = Complete("rows.Cou|nt + 1").First(item => item.Text == "Count");
        Assert.Equal(("Count", "property", 5, 10), (item.Text, item.Kind, item.Start, item.End));
        Assert.Equal("variable", Complete("ro|").First(item => item.Text == "rows").Kind);
        // What is nearest comes first.
        Assert.Equal("rows", Complete("ro|")[0].Text);
        Assert.Equal("@new", Complete("Odd.ne|")[0].Text);
    }

    [Fact]
    public async Task Completion_works_while_a_cell_runs_and_after_a_failed_one()
    {
        await DefineAsync();
        await _session.RunAsync("var broken = ;");
        using var stop = new CancellationTokenSource();
        var running = _session.RunAsync("var inside = 1; await Task.Delay(-1);", stop.Token);
        Assert.Contains("Name", Complete("rows[0].|").Select(item => item.Text));
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("Console.Write|Line(1)", "void Console.WriteLine(int value)", "standard output stream")]
    [InlineData("Console.WriteLine(|)", "Console.WriteLine(", "standard output stream")]
    [InlineData("Console|.WriteLine()", "class Console", "standard input, output, and error streams")]
    [InlineData("new List<int>().Ad|d(1)", "void List<int>.Add(int item)", "end of the")]
    [InlineData("Enumerable.Range(0, 3).Sel|ect(x => x)", "Select<int, int>(", "new form")]
    [InlineData("rows|", "List<Row> rows", "")]
    [InlineData("Move|(1)", "int Move(int steps)", "Moves on.")]
    [InlineData("new Settings().Spe|ed", "int Settings.Speed { get; set; }", "Metres per second.")]
    [InlineData("new Settings(|)", "Settings.Settings()", "How to move.")]
    [InlineData("var local = 1.5; local|", "double local", "")]
    [InlineData("\"abc\".Len|gth", "int string.Length { get; }", "number of characters")]
    [InlineData("in|t x;", "int", "32-bit signed integer")]
    public async Task A_symbol_is_described(string code, string declaration, string documentation)
    {
        await DefineAsync();
        var (text, position) = Cursor(code);
        var plain = _session.Evaluator.Inspect(text, position)!.Data.Text("text/plain")!;
        Assert.Contains(declaration, plain, StringComparison.Ordinal);
        if (ReferencePack.Folder is not null || !documentation.Contains(' ', StringComparison.Ordinal))
            Assert.Contains(documentation, plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("|")]
    [InlineData("// Cons|ole")]
    [InlineData("1 +| 1")]
    [InlineData("unknown|")]
    [InlineData("#!html\n<b|>")]
    public void Where_there_is_no_symbol_there_is_nothing_to_say(string code)
    {
        var (text, position) = Cursor(code);
        Assert.Null(_session.Evaluator.Inspect(text, position));
    }

    [Fact]
    public async Task A_library_is_documented_by_the_file_beside_it()
    {
        using var folder = new TemporaryFolder();
        TestAssembly.Write(folder["Shapes.dll"], "public static class Shapes { public static double Area(double radius) => 3 * radius; }");
        File.WriteAllText(folder["Shapes.xml"], """
            <doc><members><member name="M:Shapes.Area(System.Double)">
              <summary>The area of a <see cref="T:System.Object"/>:
                <c>πr²</c>.</summary>
              <param name="radius">Half the width.</param>
              <returns>Square <paramref name="radius"/>.</returns>
              <exception cref="T:System.ArgumentException">Never.</exception>
            </member></members></doc>
            """);
        var session = new NotebookSession(folder.Path);
        await session.RunAsync("#r \"Shapes.dll\"");
        Assert.Equal(
            "static double Shapes.Area(double radius)\n\nThe area of a Object: πr².\n\nParameters:\n  radius: Half the width.\n\nReturns: Square radius.\n\nExceptions:\n  ArgumentException: Never.",
            session.Evaluator.Inspect("Shapes.Area(1)", 8)!.Data.Text("text/plain"));
    }

    private async Task DefineAsync() => Assert.Equal(CellStatus.Succeeded, (await _session.RunAsync("""
        record Row(int Id, string Name) { public static Row Zero => new(0, ""); }
        /// <summary>How to move.</summary>
        class Settings
        {
            /// <summary>Metres per second.</summary>
            public int Speed { get; set; }
            private int _hidden;
        }
        class Odd { public static int @new = 1; }
        var rows = new List<Row> { new(1, "a") };
        /// <summary>Moves on.</summary>
        int Move(int steps) => steps;
        """)).Status);

    private IReadOnlyList<CompletionItem> Complete(string code)
    {
        var (text, position) = Cursor(code);
        return _session.Evaluator.Complete(text, position);
    }

    private static (string Text, int Position) Cursor(string code)
    {
        var position = code.IndexOf('|', StringComparison.Ordinal);
        return (code.Remove(position, 1), position);
    }
}
