using System.Globalization;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>In a long session the compiler is given only those earlier cells that a cell mentions; to a user all are there.</summary>
public sealed class LongSessionTests
{
    private readonly NotebookSession _session = new(Path.GetTempPath());

    [Theory]
    [InlineData("var x = 20;", "x += 1; int.TryParse(\"3\", out x); { ref var y = ref x; y *= 14; } x", "42")]
    [InlineData("int total = 40;", "total += await Task.FromResult(2); total", "42")]
    [InlineData("var text = \"a\"; string? none = null; (int Left, string Right) pair = (1, \"r\"); dynamic any = 5; int[][] grid = [[7]]; nint size = 3;", "$\"{text}{none}{pair.Left}{pair.Right}{any + 1}{grid[0][0]}{size}\"", "a1r673")]
    [InlineData("struct P { public int X; } P p;", "p.X = 42; p.X", "42")]
    [InlineData("(int X, int Y) p = (1, 2);", "p.X = 42; p.X", "42")]
    [InlineData("const int N = 42;", "switch (42) { case N: break; default: throw new Exception(); } N", "42")]
    [InlineData("readonly int fixedValue = 42; static int shared = 1; volatile int seen = 2;", "shared += seen; seen = shared; fixedValue + seen + shared", "48")]
    [InlineData("record Row(int Id, string Name);\n---\nvar rows = new List<Row> { new(42, \"x\") };\n---\nvar first = rows[0];", "(first with { Name = \"y\" }) is Row { Id: 42 } && rows.Single() == first", "True")]
    [InlineData("class Node<T>(T value) { public T Value => value; }\nclass Node { public int Value => 1; }", "new Node<int>(41).Value + new Node().Value", "42")]
    [InlineData("int F(int n) => n;\n---\nstring F(string s) => s;\n---\nint F(int a, int b) => a + b;", "F(\"a\") + F(1) + F(2, 3)", "a15")]
    [InlineData("static int Twice(this int n) => 2 * n;", "21.Twice()", "42")]
    [InlineData("static (int, int) Deconstruct2(int n) => (n, n);\nclass Pair { public int A = 40, B = 2; }\n---\nstatic void Deconstruct(this Pair p, out int a, out int b) { a = p.A; b = p.B; }", "var (a, b) = new Pair(); a + b", "42")]
    [InlineData("class Bag { public List<int> Items = [40, 2]; }\n---\nstatic IEnumerator<int> GetEnumerator(this Bag bag) => bag.Items.GetEnumerator();", "var sum = 0; foreach (var item in new Bag()) sum += item; sum", "42")]
    [InlineData("using System.Globalization;\n---\nusing Map = System.Collections.Generic.Dictionary<string, int>;\n---\nusing static System.Math;", "new Map { [CultureInfo.InvariantCulture.Name + \"k\"] = Max(1, 42) }[\"k\"]", "42")]
    [InlineData("var o = new { A = 40 };\n---\nvar list = new[] { new { A = 2 } }.ToList();", "list.Add(o); list.Sum(item => item.A)", "42")]
    [InlineData("var byRef = (ref int n) => n++;", "var n = 41; byRef(ref n); n", "42")]
    [InlineData("var counter = 0;\n---\nint Next() => ++counter;\n---\nFunc<int> next = Next;", "next(); Next() + counter", "4")]
    [InlineData("int Backing = 1; int Doubled { get => 2 * Backing; set => Backing = value; }", "Doubled = 21; Doubled", "42")]
    [InlineData("delegate int Op(int n); event Action Rang; Op op = n => n + 1; void Ring() => Rang?.Invoke();", "var rung = 0; Rang += () => rung++; Ring(); op(40) + rung", "42")]
    [InlineData("[AttributeUsage(AttributeTargets.All)] class MarkAttribute(int n) : Attribute { public int N => n; }", "[Mark(42)] class Marked { }\n((MarkAttribute)Attribute.GetCustomAttribute(typeof(Marked), typeof(MarkAttribute))).N", "42")]
    [InlineData("interface IShape { double Area { get; } }\n---\nclass Square(double side) : IShape { public double Area => side * side; }\n---\nIShape shape = new Square(3);", "shape.Area + ((IShape)new Square(2)).Area", "13")]
    [InlineData("struct Money { public int Cents; public static Money operator +(Money a, Money b) => new() { Cents = a.Cents + b.Cents }; public static implicit operator int(Money m) => m.Cents; }\n---\nvar one = new Money { Cents = 21 };", "int sum = one + one; sum", "42")]
    [InlineData("int.TryParse(\"40\", out var parsed);\n---\nvar (left, right) = (1, 1);\n---\nobject boxed = 7; if (boxed is int unboxed) { }", "parsed + left + right + (boxed is int again ? again : 0)", "49")]
    [InlineData("enum Side { Left, Right = 42 }\n---\nSide side = Side.Right;", "side == Side.Right ? (int)side : 0", "42")]
    [InlineData("int @class = 42; int größe = 0;", "@class + gr\\u00F6\u00DFe", "42")]
    public async Task What_a_cell_declares_stays(string cells, string later, string value)
    {
        foreach (var cell in cells.Split("\n---\n"))
            await SucceedAsync(cell);
        await FillAsync();
        await _session.ValueAsync("1 + 1");
        Assert.Equal(value, await _session.ValueAsync(later));
        await FillAsync();
        await SucceedAsync(later.StartsWith("[Mark", StringComparison.Ordinal) ? "1" : later);
    }

    [Fact]
    public async Task The_newest_declaration_counts_and_what_was_made_with_older_ones_stays_what_it_was()
    {
        await SucceedAsync("class Model { public int Version => 1; } var name = \"old\"; string Hello() => name;");
        await SucceedAsync("var model = new Model(); int VersionOf(Model m) => m.Version;");
        await FillAsync();
        await SucceedAsync("class Model { public int Version => 2; public int New => 3; } var name = 5;");
        await FillAsync();
        Assert.Equal("1", await _session.ValueAsync("VersionOf(model)"));
        Assert.Equal("5", await _session.ValueAsync("new Model().New + new Model().Version"));
        Assert.Equal("old5", await _session.ValueAsync("Hello() + name"));
        Assert.Equal("CompilationError", (await _session.RunAsync("VersionOf(new Model())")).Error!.Name);
    }

    [Fact]
    public async Task What_was_declared_before_a_nameless_type_does_not_hide_what_came_with_it()
    {
        await SucceedAsync("class A { public int N => 1; } var x = 1; var y = 2;");
        await SucceedAsync("var z = 3; var w = 4;");
        await SucceedAsync("var x = 10; var z = 30; var g = 5;");
        await FillAsync();
        await SucceedAsync("var nameless = new { B = g };");
        await FillAsync();
        Assert.Equal("52", await _session.ValueAsync("x + y + z + w + nameless.B + new A().N"));
    }

    [Fact]
    public async Task Assemblies_that_join_late_are_there_for_all()
    {
        await SucceedAsync("record Row(int Id); var rows = new List<Row> { new(1) };");
        await FillAsync();
        await SucceedAsync("var zip = typeof(System.IO.Compression.ZipArchive); var table = new System.Data.DataTable(\"t\");");
        await FillAsync();
        Assert.Equal("t", await _session.ValueAsync("table.TableName"));
        Assert.Equal("2", await _session.ValueAsync("rows.Add(new(2)); System.Data.DataTable same = table; rows.Count"));
    }

    [Fact]
    public async Task All_variables_are_listed_and_offered()
    {
        await SucceedAsync("record Row(int Id); var early = 1; var rows = new List<Row>();");
        await SucceedAsync("int Double(int number) => 2 * number;");
        await FillAsync();
        await SucceedAsync("var early = \"again\"; var late = 2;");
        await _session.RunAsync("#!who");
        var variables = _session.Last.Outputs.OfType<DisplayOutput>().Single().Data.Text("text/plain")!.Split(", ");
        Assert.Equal(["rows", .. Enumerable.Range(0, 40).Select(i => $"filler{i}"), "early", "late"], variables);
        string Offered(string code) => string.Join(' ', _session.Evaluator.Complete(code, code.Length).Select(item => item.Text));
        Assert.Contains("filler17", Offered("fil"), StringComparison.Ordinal);
        Assert.Contains("Id", Offered("rows[0]."), StringComparison.Ordinal);
        Assert.Contains("Double", Offered("Dou"), StringComparison.Ordinal);
        Assert.Contains("Length", Offered("early."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var v{0} = {1};", "v7 + v193")]
    [InlineData("using System.Globalization; var culture = CultureInfo.InvariantCulture; // {0}", "culture.Name")]
    [InlineData("static int Plus(this int n) => n + {0};", "1.Plus()")]
    [InlineData("class Node {{ public Node Next; }} Node Make(Node next) => new() {{ Next = next }}; var node = Make(new Node()); var count = {0};", "Make(node).Next")]
    public async Task The_compiler_is_given_few_cells_however_many_there_were(string cell, string later)
    {
        var session = new Session(Path.GetTempPath());
        for (var i = 0; i < 200; i++)
        {
            var code = string.Format(CultureInfo.InvariantCulture, cell, i, i == 0 ? "0" : $"v{i - 1} + 1");
            await session.RunAsync(CellSource.Parse(code, "In[1]").Parts.OfType<CodePart>().Single(), new(new RecordingSink(), NoInput.Instance, default), showsValue: true);
        }
        var next = session.Bind(CellSource.ParseTree(later, ""));
        Assert.DoesNotContain(next.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var length = 0;
        for (var submission = next.ScriptCompilationInfo!.PreviousScriptCompilation; submission is not null; submission = submission.ScriptCompilationInfo!.PreviousScriptCompilation)
            length++;
        Assert.InRange(length, 2, 40);
    }

    private async Task FillAsync()
    {
        for (var i = 0; i < 40; i++)
            await SucceedAsync($"var filler{i} = {i};");
    }

    private async Task SucceedAsync(string code) => await _session.ValueAsync(code);
}
