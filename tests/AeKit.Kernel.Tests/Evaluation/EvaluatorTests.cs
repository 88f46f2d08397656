using System.Diagnostics;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private readonly NotebookSession _session = new();

    [Fact]
    public async Task A_cell_uses_what_earlier_cells_define()
    {
        await _session.RunAsync("using System.Globalization; var n = 40; int Twice(int x) => 2 * x; record Point(int X, int Y);");
        await _session.RunAsync("// nothing but a comment");
        await _session.RunAsync("using System.Net.Http;");
        Assert.Equal("82", await _session.ValueAsync("var client = typeof(HttpClient); var p = new Point(1, n); Twice(p.X + p.Y)"));
        Assert.Equal("invariant", await _session.ValueAsync("CultureInfo.InvariantCulture.Name.Length == 0 ? \"invariant\" : \"\""));
    }

    [Fact]
    public async Task A_variable_can_be_defined_again_with_another_type()
    {
        await _session.RunAsync("var x = 1;");
        await _session.RunAsync("var x = \"text\";");
        Assert.Equal("text", await _session.ValueAsync("x"));
    }

    [Fact]
    public async Task Top_level_await_continues_on_the_cells_thread()
    {
        Assert.Equal("True", await _session.ValueAsync("var before = Environment.CurrentManagedThreadId; await Task.Delay(5); await Task.Yield(); before == Environment.CurrentManagedThreadId"));
    }

    [Theory]
    [InlineData("async Task<int> F() { await Task.Delay(5); return 7; } F().Result")]
    [InlineData("async Task<int> F() { await Task.Yield(); await Task.Delay(5); return 7; } F().GetAwaiter().GetResult()")]
    [InlineData("async Task<int> F() { await Task.Delay(5); return 7; } var t = F(); Task.WaitAll(t); t.Result")]
    public async Task Waiting_for_a_task_does_not_deadlock(string code)
    {
        Assert.Equal("7", await _session.ValueAsync(code).WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Only_a_trailing_expression_without_semicolon_has_a_value()
    {
        Assert.Equal("3", await _session.ValueAsync("1 + 2"));
        Assert.Null(await _session.ValueAsync("Math.Abs(1);"));
        Assert.Null(await _session.ValueAsync("Console.Write(\"\")"));
        Assert.Null(await _session.ValueAsync("var z = 1;"));
        Assert.Equal("5", await _session.ValueAsync("await Task.FromResult(5)"));
    }

    [Fact]
    public async Task A_failed_cell_keeps_the_variables_it_has_set()
    {
        var result = await _session.RunAsync("var kept = 11;\nthrow new InvalidOperationException(\"no\");");
        Assert.Equal(CellStatus.Failed, result.Status);
        Assert.Equal("11", await _session.ValueAsync("kept"));
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_changes_nothing()
    {
        await _session.RunAsync("var a = 1;");
        Assert.Equal(CellStatus.Failed, (await _session.RunAsync("var a = \"new\"; var b = nothing;")).Status);
        Assert.Equal("1", await _session.ValueAsync("a"));
        Assert.Equal(CellStatus.Failed, (await _session.RunAsync("b")).Status);
    }

    [Fact]
    public async Task A_runtime_error_names_cells_and_lines_and_nothing_of_the_machine()
    {
        await _session.RunAsync("int Divide(int a, int b)\n{\n    return a / b;\n}");
        var result = await _session.RunAsync("var zero = 0;\nawait Task.Yield();\nvar list = new[] { 1 }.Select(i => Divide(i, zero)).ToList();");
        var error = Assert.IsType<CellError>(result.Error);
        Assert.Equal("DivideByZeroException", error.Name);
        Assert.Equal(3, error.Line);
        Assert.Equal(
            [
                "System.DivideByZeroException: Attempted to divide by zero.",
                "   at Divide() in In[1], line 3",
                "   at a lambda in In[2], line 3",
                "   at In[2], line 3",
                "In[2], line 3: var list = new[] { 1 }.Select(i => Divide(i, zero)).ToList();",
            ],
            error.Traceback.Where(line => !line.Contains("System.Linq", StringComparison.Ordinal)));
        Assert.Same(error, Assert.IsType<ErrorOutput>(_session.Last.Outputs[^1]).Error);
    }

    [Theory]
    [InlineData("int Third(int[] v)\n{\n    var i = 3;\n    return v[i];\n}\nThird(new int[3])", 4)]
    [InlineData("var v = new int[3];\nvar i = v.Length;\nv[i] = 1;", 3)]
    [InlineData("string s = null;\nvar n = 1;\nn += s.Length;", 3)]
    public async Task A_runtime_error_is_found_in_its_own_line(string code, int line)
    {
        var result = await new NotebookSession().RunAsync(code);

        Assert.Equal(line, result.Error!.Line);
    }

    [Fact]
    public async Task A_compile_error_shows_line_column_and_the_line_itself()
    {
        var result = await _session.RunAsync("var a = 1;\nvar b = a + missing;");
        Assert.Equal("CompilationError", result.Error!.Name);
        Assert.Equal(2, result.Error.Line);
        Assert.Equal(
            [
                "In[1], line 2, column 13: error CS0103: The name 'missing' does not exist in the current context",
                "    var b = a + missing;",
                "                ^^^^^^^",
            ],
            result.Error.Traceback);
        Assert.Single(_session.Last.Outputs);
    }

    [Fact]
    public async Task Frames_of_generic_types_are_readable()
    {
        var result = await _session.RunAsync("new Dictionary<string, int>()[\"x\"]");
        Assert.Contains("   at System.Collections.Generic.Dictionary.get_Item()", result.Error!.Traceback);
    }

    [Fact]
    public async Task An_inner_exception_is_shown_below()
    {
        var result = await _session.RunAsync("try { throw new FormatException(\"inner\"); } catch (Exception e) { throw new InvalidOperationException(\"outer\", e); }");
        Assert.Contains("caused by", result.Error!.Traceback);
        Assert.Contains("System.FormatException: inner", result.Error.Traceback);
    }

    [Fact]
    public async Task Console_output_belongs_to_the_cell_that_started_the_work()
    {
        await _session.RunAsync("var go = new TaskCompletionSource(); var later = Task.Run(async () => { await go.Task; Console.Write(\"from the first\"); });");
        var first = _session.Last;
        await _session.RunAsync("go.SetResult(); await later; Console.Error.Write(\"second\"); var t = new System.Threading.Thread(() => Console.Write(\"thread\")); t.Start(); t.Join();");
        Assert.Equal("from the first", first.StandardOutput);
        Assert.Equal("second", _session.Last.StandardError);
        Assert.Equal("thread", _session.Last.StandardOutput);
    }

    [Fact]
    public async Task Console_output_arrives_while_the_cell_runs()
    {
        using var stop = new CancellationTokenSource();
        var running = _session.RunAsync("Console.WriteLine(\"early\"); await Task.Delay(-1);", stop.Token);
        while (_session.Last.StandardOutput != "early\n")
            await Task.Delay(5);
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("var n = 0L; foreach (var i in Enumerable.Repeat(1, int.MaxValue).SelectMany(_ => Enumerable.Repeat(1, int.MaxValue))) n += i;")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Delay(-1).Wait();")]
    [InlineData("new System.Threading.ManualResetEventSlim().Wait();")]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(10); } catch (Exception) { } }")]
    [InlineData("while (true) await Task.Yield();")]
    public async Task Cancelling_stops_a_cell_within_a_second_and_keeps_the_session(string code)
    {
        await _session.RunAsync("var kept = 5;");
        using var stop = new CancellationTokenSource();
        var running = _session.RunAsync("var started = 1; Console.Write(\"go\");" + code, stop.Token);
        while (_session.Last.StandardOutput != "go")
            await Task.Delay(5);
        await Task.Delay(50);
        var watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        var result = await running.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(CellStatus.Cancelled, result.Status);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"It took {watch.Elapsed}.");
        Assert.Equal("6", await _session.ValueAsync("kept + started"));
    }

    [Fact]
    public async Task An_unknown_directive_is_an_error_with_its_line()
    {
        var result = await _session.RunAsync("var text = \"\"\"\n#!not-one\n\"\"\";\n#!fsharp\nlet x = 1");
        Assert.Equal("DirectiveError", result.Error!.Name);
        Assert.Equal(4, result.Error.Line);
        Assert.Contains("#!fsharp", result.Error.Message, StringComparison.Ordinal);
        Assert.Contains("#!html, ", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var t = new System.Threading.Thread(() => throw new FormatException(\"lost\")); t.Start(); t.Join();")]
    [InlineData("async void F() { await Task.Delay(20).ConfigureAwait(false); throw new FormatException(\"lost\"); } F();")]
    public async Task An_exception_that_no_one_can_catch_is_shown_and_ends_nothing(string code)
    {
        Assert.Equal(CellStatus.Succeeded, (await _session.RunAsync(code)).Status);
        var sink = _session.Last;
        for (var i = 0; i < 3000 && sink.StandardError.Length == 0; i++)
            await Task.Delay(10);
        Assert.Contains("System.FormatException: lost", sink.StandardError, StringComparison.Ordinal);
        Assert.Equal("2", await _session.ValueAsync("1 + 1"));
    }
}
