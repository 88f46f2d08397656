using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>Cells that would end or block a process. Each has an outcome, and the session lives on.</summary>
public sealed class HostileCellTests
{
    private readonly NotebookSession _session = new();

    [Theory]
    [InlineData("int F(int n) { return F(n + 1) + 1; } F(0);")]
    [InlineData("int F(int n) => F(n + 1) + 1; F(0);")]
    [InlineData("class P { public int Q => Q + 1; } var q = new P().Q;")]
    [InlineData("Func<int, int> f = null!; f = n => f(n + 1) + 1; f(0);")]
    [InlineData("class C { public C Inner = new(); } new C();")]
    public async Task Recursion_without_end_is_an_exception(string code)
    {
        await _session.ValueAsync("var kept = 5;");
        var result = await _session.RunAsync(code);
        Assert.Equal("InsufficientExecutionStackException", result.Error!.Name);
        Assert.InRange(result.Error.Traceback.Count, 2, 100);
        Assert.Equal("5", await _session.ValueAsync("kept"));
    }

    [Theory]
    [InlineData("Func<int, int> f = x => x + 1; f(1)", "2")]
    [InlineData("var g = (int x) => x * 2; g(2)", "4")]
    [InlineData("var seen = 0; Action<int> a = x => seen += x; a(5); new List<int> { 1, 2 }.ForEach(x => seen += x); seen", "8")]
    [InlineData("Func<Func<int, int>> h = () => y => y + 1; h()(2)", "3")]
    [InlineData("Func<Task> t = async () => await Task.Yield(); await t(); Func<Task<int>> u = async () => await Task.FromResult(3); await u()", "3")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> e = x => x + 1; e.ToString()", "x => (x + 1)")]
    [InlineData("System.Linq.Expressions.Expression<Func<int[], bool>> e = xs => xs.Any(x => x > 1); e.ToString()", "xs => xs.Any(x => (x > 1))")]
    [InlineData("Func<int> thrown = () => throw new Exception(); new[] { \"b\", \"a\" }.OrderBy(s => s).First()", "a")]
    [InlineData("Func<string?> n = () => null; Func<(int, int)> p = () => (1, 2); Func<int[]> c = () => [1]; (n() ?? \"null\") + p().Item2 + c()[0]", "null21")]
    public async Task Checks_do_not_change_what_lambdas_mean(string code, string value) => Assert.Equal(value, await _session.ValueAsync(code));

    [Fact]
    public async Task Recursion_of_ten_thousand_calls_is_no_problem() =>
        Assert.Equal("10000", await _session.ValueAsync("int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1); Depth(10_000)"));

    [Theory]
    [InlineData("Enumerable.Range(0, int.MaxValue).SelectMany(x => Enumerable.Range(0, int.MaxValue)).Count(x => x < 0)")]
    [InlineData("Enumerable.Repeat(1, int.MaxValue).Select(x => 2.0 * x).Where(x => x < 0).ToList()")]
    [InlineData("new int[2].OrderBy(x => { while (true) { } return 1; }).ToList()")]
    [InlineData("Parallel.For(0, 2, i => { while (true) { } });")]
    [InlineData("System.Threading.SpinWait.SpinUntil(() => false);")]
    public async Task Library_code_that_calls_the_cell_is_stopped(string code)
    {
        await _session.ValueAsync("var kept = 5;");
        var result = await InterruptedAsync(code);
        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.Equal("", _session.Last.StandardError);
        // Lambdas of the next cells run again.
        Assert.Equal("7", await _session.ValueAsync("Enumerable.Range(0, 3).Sum(x => x) - 1 + kept"));
    }

    [Theory]
    [InlineData("int F(int x) { while (true) { } } F(3);")]
    [InlineData("int F(int x) { while (true) while (true) x++; } F(3);")]
    [InlineData("int F(int x) { do x++;while (true); } F(3);")]
    [InlineData("int F(int x) { do { x++; if (x == 5) continue; } while (true); } F(3);")]
    [InlineData("int F(int x) { for (; true; x++) { } } F(3);")]
    [InlineData("Func<int> f = () => { while (true) { } }; f();")]
    [InlineData("class C { public int P { get { while (true) ; } } } var p = new C().P;")]
    [InlineData("async Task<int> F() { while (true) await Task.Yield(); } await F();")]
    public async Task Functions_that_never_return_are_stopped(string code)
    {
        await _session.ValueAsync("var kept = 5;");
        Assert.Equal(CellStatus.Cancelled, (await InterruptedAsync(code)).Status);
        Assert.Equal("5", await _session.ValueAsync("kept"));
    }

    [Fact]
    public async Task Library_code_that_cannot_be_stopped_is_left_and_said_so()
    {
        using var folder = new TemporaryFolder();
        TestAssembly.Write(folder["Endless.dll"], "public static class Endless { public static volatile bool Stop; public static void Loop() { while (!Stop) { } } }");
        var session = new NotebookSession(folder.Path);
        await session.ValueAsync("#r \"Endless.dll\"\nvar kept = 5;");
        var running = session.RunAsync("Console.Write(\"go\"); Endless.Loop();");
        while (session.Last.StandardOutput != "go")
            await Task.Delay(5);
        session.Evaluator.Interrupt();
        Assert.Equal(CellStatus.Cancelled, (await running.WaitAsync(TimeSpan.FromSeconds(30))).Status);
        Assert.Contains("goes on in the background", session.Last.StandardError, StringComparison.Ordinal);
        Assert.Equal("6", await session.ValueAsync("Endless.Stop = true; Enumerable.Range(0, 2).Sum(x => x) + kept"));
    }

    [Fact]
    public async Task An_interrupt_when_nothing_runs_does_nothing()
    {
        _session.Evaluator.Interrupt();
        Assert.Equal("1", await _session.ValueAsync("1"));
        _session.Evaluator.Interrupt();
        Assert.Equal("2", await _session.ValueAsync("2"));
    }

    [Fact]
    public async Task A_hundred_megabytes_can_be_printed()
    {
        var sink = new CountingSink();
        var result = await _session.Evaluator.ExecuteAsync("var block = new string('x', 1 << 20); for (var i = 0; i < 100; i++) Console.Write(block); Console.Out.Write(block.ToCharArray());", "In[1]", sink);
        Assert.Equal(CellStatus.Succeeded, result.Status);
        Assert.Equal(101L << 20, sink.Characters);
    }

    [Fact]
    public async Task Types_can_be_defined_again()
    {
        await _session.ValueAsync("record R(int A); var old = new R(1); int Of(R r) => r.A;");
        Assert.Equal("R { A = x, B = 2 }", await _session.ValueAsync("record R(string A, int B); new R(\"x\", 2).ToString()"));
        Assert.Equal("1", await _session.ValueAsync("Of(old)"));
    }

    private async Task<CellResult> InterruptedAsync(string code)
    {
        var running = _session.RunAsync("Console.Write(\"go\"); " + code);
        while (_session.Last.StandardOutput != "go")
            await Task.Delay(5);
        await Task.Delay(50);
        _session.Evaluator.Interrupt();
        return await running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class CountingSink : IOutputSink
    {
        private long _characters;

        public long Characters => _characters;

        public void Publish(CellOutput output)
        {
            if (output is StreamOutput stream)
                Interlocked.Add(ref _characters, stream.Text.Length);
        }
    }
}
