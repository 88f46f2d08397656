using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>Every name in a cell is looked for in all the cells before it that are kept.</summary>
public sealed class SubmissionChainTests
{
    private readonly Session _session = new(Path.GetTempPath());

    [Theory]
    [InlineData("1 + 1", false)]
    [InlineData("// nothing", false)]
    [InlineData("first = 2; Math.Abs(first);", false)]
    [InlineData("foreach (var i in new[] { first }) { var local = i; int Local() => local; Local(); }", false)]
    [InlineData("Enumerable.Range(0, first).Select(n => new { A = n }).ToList()", false)]
    [InlineData("var x = 1;", true)]
    [InlineData("int.TryParse(\"1\", out var n);", true)]
    [InlineData("var (a, b) = (1, 2);", true)]
    [InlineData("int F() => 1;", true)]
    [InlineData("static int Twice(this int n) => 2 * n;", true)]
    [InlineData("record R(int X);", true)]
    [InlineData("using System.Globalization;", true)]
    [InlineData("using static System.Math; Abs(1)", true)]
    [InlineData("typeof(System.Formats.Tar.TarEntry)", false)] // an assembly joins with it
    public async Task Cells_are_kept_if_later_ones_can_name_something_in_them(string code, bool isKept)
    {
        await RunAsync("var first = 1;");
        var before = ChainLength();
        await RunAsync(code);
        Assert.Equal(before + (isKept ? 1 : 0), ChainLength());
    }

    [Fact]
    public async Task A_cell_that_is_not_kept_goes_on_to_see_its_variables()
    {
        var session = new NotebookSession();
        await session.ValueAsync("var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously); var done = new TaskCompletionSource(); var n = 1;");
        await session.ValueAsync("_ = Task.Run(async () => { await gate.Task; n += new { A = 2 }.A; done.SetResult(); });");
        await session.ValueAsync("var n2 = new { A = 3 }.A; gate.SetResult(); await done.Task;");
        Assert.Equal("6", await session.ValueAsync("n + n2"));
        Assert.Equal("4", await session.ValueAsync("var o = new { A = 4 }; o.A"));
        Assert.Equal("4", await session.ValueAsync("o.A"));
    }

    private Task RunAsync(string code) =>
        _session.RunAsync(CellSource.Parse(code, "In[1]").Parts.OfType<CodePart>().Single(), new(new RecordingSink(), NoInput.Instance, default), showsValue: true);

    private int ChainLength()
    {
        var length = 0;
        var next = _session.Bind(CSharpSyntaxTree.ParseText("", CellSource.ParseOptions));
        for (var submission = next.ScriptCompilationInfo!.PreviousScriptCompilation; submission is not null; submission = submission.ScriptCompilationInfo!.PreviousScriptCompilation)
            length++;
        return length;
    }
}
