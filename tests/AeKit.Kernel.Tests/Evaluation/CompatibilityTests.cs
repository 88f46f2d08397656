using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>What cells written for .NET Interactive use.</summary>
public sealed class CompatibilityTests
{
    private readonly NotebookSession _session = new();

    [Theory]
    [InlineData("display(1);", "text/plain", "1")]
    [InlineData("display(\"**b**\", \"text/markdown\");", "text/markdown", "**b**")]
    [InlineData("1.Display();", "text/plain", "1")]
    [InlineData("\"<b>\".DisplayAs(\"text/html\");", "text/html", "<b>")]
    [InlineData("display(HTML(\"<b>x</b>\"));", "text/html", "<b>x</b>")]
    [InlineData("Javascript(\"alert(1)\");", "application/javascript", "alert(1)")]
    [InlineData("new[] { 3, 4 }.DisplayTable();", "text/plain", "value\n-----\n    3\n    4")]
    [InlineData("new[] { new { A = new object(), B = 1 } }.DisplayTable();", "text/plain", "A              B\n-------------  -\nSystem.Object  1")]
    [InlineData("display(\"x^2\", \"text/latex\");", "text/plain", "x^2")]
    [InlineData("display(new byte[] { 1, 2, 3 }, \"image/png\");", "image/png", "AQID")]
    [InlineData("display(new { data = new[] { 1 } }, \"application/vnd.plotly.v1+json\");", "application/vnd.plotly.v1+json", "{\"data\":[1]}")]
    [InlineData("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags; display(b(\"x\"));", "text/html", "<b>x</b>")]
    [InlineData("KernelInvocationContext.Current.Display(2);", "text/plain", "2")]
    [InlineData("Microsoft.DotNet.Interactive.Kernel.display(5);", "text/plain", "5")]
    public async Task Displays_show_what_they_did(string code, string mimeType, string text)
    {
        await _session.ValueAsync(code);
        var data = _session.Last.Outputs.OfType<DisplayOutput>().Single().Data.Text(mimeType)!;
        Assert.StartsWith(text, data.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("display(5)")]
    [InlineData("5.Display()")]
    [InlineData("var shown = display(5); shown")]
    public async Task What_has_been_displayed_is_not_the_result_too(string code)
    {
        await _session.ValueAsync(code);
        Assert.Equal("5", Assert.IsType<DisplayOutput>(_session.Last.Outputs.Single()).Data.Text("text/plain"));
    }

    [Fact]
    public async Task A_registered_formatter_formats()
    {
        await _session.ValueAsync("class Celsius { public double Degrees; } Formatter.Register<Celsius>(c => $\"<i>{c.Degrees} °C</i>\", \"text/html\");");
        await _session.RunAsync("new Celsius { Degrees = 21 }");
        Assert.Equal("<i>21 °C</i>", _session.Last.Result!.Text("text/html"));
    }

    [Fact]
    public async Task The_usual_namespaces_are_open() =>
        Assert.Equal("ok", await _session.ValueAsync("_ = new StringBuilder(); _ = new ArrayList(); _ = new List<int>().Select(x => x); _ = Task.CompletedTask; Math.Abs(1); \"ok\""));

    [Fact]
    public async Task A_cell_can_ask()
    {
        var session = new NotebookSession(input: new Answers("Ada", "secret", "a line", "12"));
        Assert.Equal("Ada", await session.ValueAsync("await Kernel.GetInputAsync(\"Name?\")"));
        Assert.Equal("••••••••", await session.ValueAsync("var password = await GetPasswordAsync(\"Password?\"); password"));
        Assert.Equal("secret", await session.ValueAsync("password.GetClearTextPassword()"));
        Assert.Equal("a line", await session.ValueAsync("Console.ReadLine()"));
        Assert.Equal("49 2", await session.ValueAsync("Console.Read() + \" \" + Console.In.ReadLine()"));
    }

    [Theory]
    [InlineData("Console.ReadLine()")]
    [InlineData("await GetInputAsync()")]
    public async Task Where_no_one_can_be_asked_a_question_is_an_error(string code) =>
        Assert.Contains("needs input", (await _session.RunAsync(code)).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_question_can_be_interrupted()
    {
        var session = new NotebookSession(input: new NeverAnswers());
        var running = session.RunAsync("var before = 1; Console.Write(\"go\"); Console.ReadLine();");
        while (session.Last.StandardOutput != "go")
            await Task.Delay(5);
        session.Evaluator.Interrupt();
        Assert.Equal(CellStatus.Cancelled, (await running).Status);
        Assert.Equal("1", await session.ValueAsync("before"));
    }

    [Fact]
    public async Task The_context_tells_of_an_interrupt()
    {
        var running = _session.RunAsync("var token = KernelInvocationContext.Current.CancellationToken; Console.Write(\"go\"); token.WaitHandle.WaitOne();");
        while (_session.Last.StandardOutput != "go")
            await Task.Delay(5);
        _session.Evaluator.Interrupt();
        await running;
        Assert.Equal("True", await _session.ValueAsync("token.IsCancellationRequested"));
    }

    [Fact]
    public async Task A_display_is_redrawn_ten_times_a_second_and_ends_with_the_last_value()
    {
        await _session.ValueAsync("var bar = display(\"0 %\"); for (var i = 1; i <= 100; i++) { bar.Update($\"{i} %\"); System.Threading.Thread.Sleep(5); }");
        var updates = _session.Last.Outputs.OfType<DisplayUpdate>().Select(update => update.Data.Text("text/plain")).ToList();
        Assert.Equal("100 %", updates[^1]);
        // At least half a second, however slow the machine; a hundred values in it.
        Assert.InRange(updates.Count, 3, 60);
        Assert.All(_session.Last.Outputs.OfType<DisplayUpdate>(), update => Assert.Equal(_session.Last.Outputs.OfType<DisplayOutput>().Single().DisplayId, update.DisplayId));
    }

    [Fact]
    public async Task A_delayed_redraw_does_not_wait_for_the_cells_end()
    {
        var running = _session.RunAsync("var bar = display(0); bar.Update(1); bar.Update(2); await Task.Delay(-1);");
        for (var i = 0; i < 500 && !Updates().Contains("2"); i++)
            await Task.Delay(10);
        Assert.Contains("2", Updates());
        Assert.False(running.IsCompleted);
        _session.Evaluator.Interrupt();
        await running;

        List<string?> Updates() => [.. _session.Last.Outputs.OfType<DisplayUpdate>().Select(update => update.Data.Text("text/plain"))];
    }

    [Fact]
    public async Task An_exception_is_shown_with_its_place()
    {
        await _session.ValueAsync("try\n{\n    throw new FormatException(\"bad\");\n}\ncatch (Exception e)\n{\n    display(e);\n}");
        Assert.Equal("System.FormatException: bad\n   at In[1], line 3", _session.Last.Outputs.OfType<DisplayOutput>().Single().Data.Text("text/plain"));
    }

    private sealed class Answers(params string[] answers) : IInputSource
    {
        private int _given;

        public Task<string> ReadAsync(string prompt, bool isPassword, CancellationToken cancellationToken) => Task.FromResult(answers[_given++]);
    }

    private sealed class NeverAnswers : IInputSource
    {
        public Task<string> ReadAsync(string prompt, bool isPassword, CancellationToken cancellationToken) =>
            Task.Delay(-1, cancellationToken).ContinueWith(_ => "", cancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
