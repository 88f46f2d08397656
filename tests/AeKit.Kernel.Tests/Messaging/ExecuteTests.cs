using System.Text.Json.Nodes;

namespace AeKit.Kernel.Tests.Messaging;

public sealed class ExecuteTests(KernelInProcess kernel) : IClassFixture<KernelInProcess>
{
    private readonly JupyterClient _client = kernel.Client;

    [Fact]
    public async Task A_cell_goes_from_busy_over_its_outputs_to_idle()
    {
        var cell = await _client.ExecuteAsync("Console.WriteLine(\"hello\"); display(1); Console.Error.Write(\"oh\"); 42");

        Assert.True(cell.Status == "ok", cell.Content.ToJsonString());
        Assert.Equal("busy execute_input stream display_data stream execute_result idle", cell.Order);
        Assert.Equal("hello\n", cell.StandardOutput);
        Assert.Equal("42", cell.Value);
        Assert.Equal("Console.WriteLine(\"hello\"); display(1); Console.Error.Write(\"oh\"); 42", (string?)cell.Of("execute_input").Single().Content["code"]);
        var count = (int)cell.Content["execution_count"]!;
        Assert.Equal(count, (int)cell.Of("execute_input").Single().Content["execution_count"]!);
        Assert.Equal(count, (int)cell.Of("execute_result").Single().Content["execution_count"]!);
        Assert.Empty((JsonArray)cell.Content["payload"]!);
        Assert.NotNull(cell.Reply.Metadata["started"]);
        Assert.All(cell.Published.Append(cell.Reply), message =>
        {
            Assert.Equal("5.4", (string?)message.Header["version"]);
            Assert.Equal("execute_request", (string?)message.Parent["msg_type"]);
        });
        Assert.Equal(cell.Published.Count, cell.Published.Select(message => message.Id).Distinct().Count());
        Assert.Equal(count + 1, (int)(await _client.ExecuteAsync(";")).Content["execution_count"]!);
    }

    [Fact]
    public async Task What_is_displayed_can_be_replaced_and_cleared()
    {
        var cell = await _client.ExecuteAsync("var shown = display(\"a\"); shown.Update(\"b\"); clearOutput(wait: true); display(HTML(\"<b>c</b>\"));");

        Assert.Equal("busy execute_input display_data update_display_data clear_output display_data idle", cell.Order);
        var displays = cell.Of("display_data").ToList();
        Assert.Equal("a", (string?)displays[0].Content["data"]!["text/plain"]);
        var update = cell.Of("update_display_data").Single().Content;
        Assert.Equal("b", (string?)update["data"]!["text/plain"]);
        Assert.Equal((string?)displays[0].Content["transient"]!["display_id"], (string?)update["transient"]!["display_id"]);
        Assert.True((bool)cell.Of("clear_output").Single().Content["wait"]!);
        Assert.Equal("<b>c</b>", (string?)displays[1].Content["data"]!["text/html"]);
        Assert.IsType<JsonObject>(displays[1].Content["metadata"]);
    }

    [Theory]
    [InlineData("var missing = nothing;", "CompilationError")]
    [InlineData("throw new InvalidOperationException(\"no\");", "InvalidOperationException")]
    public async Task An_error_is_shown_once_and_repeated_in_the_reply(string code, string name)
    {
        var cell = await _client.ExecuteAsync(code);

        Assert.Equal("error", cell.Status);
        Assert.Equal("busy execute_input error idle", cell.Order);
        var shown = cell.Of("error").Single().Content;
        foreach (var content in (JsonObject[])[shown, cell.Content])
        {
            Assert.Equal(name, (string?)content["ename"]);
            Assert.False(string.IsNullOrEmpty((string?)content["evalue"]));
            Assert.NotEmpty((JsonArray)content["traceback"]!);
        }
    }

    [Fact]
    public async Task Small_writes_become_few_messages_and_lose_nothing()
    {
        var cell = await _client.ExecuteAsync("for (var i = 0; i < 100_000; i++) Console.Write($\"{i} \");");

        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i} ")), cell.StandardOutput);
        Assert.InRange(cell.Of("stream").Count(), 1, 200);
    }

    [Fact]
    public async Task Characters_are_never_cut_in_two()
    {
        var cell = await _client.ExecuteAsync("var face = \"😀\"; for (var i = 0; i < 100_001; i++) { Console.Write(face[0]); Console.Write(face[1]); } Console.Write(\"x\" + string.Concat(Enumerable.Repeat(face, 100_000)));");

        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 100_001)) + "x" + string.Concat(Enumerable.Repeat("😀", 100_000)), cell.StandardOutput);
    }

    [Fact]
    public async Task Text_arrives_while_the_cell_runs()
    {
        var id = await _client.SendAsync("shell", "execute_request", JupyterClient.Execute("Console.Write(\"early\"); await Task.Delay(-1);"));
        await _client.FindAsync(message => message.Request == id && message.Type == "stream");

        Assert.Empty(_client.Messages("shell", id));
        await _client.AskAsync("interrupt", channel: "control");
        Assert.Equal("error", (await _client.EndAsync(id)).Status);
    }

    [Fact]
    public async Task Work_that_outlives_its_cell_still_prints_below_it()
    {
        var first = await _client.ExecuteAsync("var gate = new TaskCompletionSource(); var later = Task.Run(async () => { await gate.Task; Console.Write(\"late\"); });");
        var second = await _client.ExecuteAsync("gate.SetResult(); await later;");

        var late = await _client.FindAsync(message => message.Type == "stream" && message.Request == first.Reply.Request);
        Assert.Equal("late", (string?)late.Content["text"]);
        Assert.Empty(second.Of("stream"));
    }

    [Theory]
    [InlineData("Math.Sqrt?", "Returns the square root")]
    [InlineData("?Console", "class Console")]
    public async Task A_question_about_a_name_is_answered_in_the_pager(string question, string answer)
    {
        var cell = await _client.ExecuteAsync(question);

        Assert.Equal("ok", cell.Status);
        var page = Assert.Single((JsonArray)cell.Content["payload"]!)!;
        Assert.Equal("page", (string?)page["source"]);
        Assert.Contains(answer, (string?)page["data"]!["text/plain"], StringComparison.Ordinal);
        Assert.Contains("nothing known", (string?)(await _client.ExecuteAsync("noSuchName?")).Content["evalue"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_cell_runs_unseen()
    {
        var before = (int)(await _client.ExecuteAsync("var unseen = 1;")).Content["execution_count"]!;
        var cell = await _client.ExecuteAsync("unseen = 2; Console.Write(unseen); unseen", content => content["silent"] = true);

        Assert.Equal("ok", cell.Status);
        Assert.Equal("busy idle", cell.Order);
        var after = await _client.ExecuteAsync("unseen");
        Assert.Equal("2", after.Value);
        Assert.Equal(before + 1, (int)after.Content["execution_count"]!);
    }

    [Fact]
    public async Task A_cell_that_is_not_stored_has_outputs_but_no_number_of_its_own()
    {
        var before = (int)(await _client.ExecuteAsync("1")).Content["execution_count"]!;
        var cell = await _client.ExecuteAsync("7", content => content["store_history"] = false);

        Assert.Equal("7", cell.Value);
        Assert.Equal(before, (int)cell.Content["execution_count"]!);
        Assert.Equal(before + 1, (int)(await _client.ExecuteAsync("1")).Content["execution_count"]!);
    }

    [Fact]
    public async Task User_expressions_are_evaluated_after_the_cell()
    {
        var cell = await _client.ExecuteAsync("var three = 3;", content => content["user_expressions"] = new JsonObject { ["good"] = "three * 2", ["bad"] = "nothing", ["odd"] = 5 });

        var expressions = (JsonObject)cell.Content["user_expressions"]!;
        Assert.Equal("6", (string?)expressions["good"]!["data"]!["text/plain"]);
        Assert.Equal("ok", (string?)expressions["good"]!["status"]);
        Assert.Equal("error", (string?)expressions["bad"]!["status"]);
        Assert.Equal("CompilationError", (string?)expressions["bad"]!["ename"]);
        Assert.Equal("busy execute_input idle", cell.Order);
    }

    [Theory]
    [InlineData(true, "aborted")]
    [InlineData(false, "ok")]
    public async Task Cells_that_wait_behind_an_error_are_aborted_if_the_client_wants(bool stop, string status)
    {
        var failing = await _client.SendAsync("shell", "execute_request", JupyterClient.Execute("System.Threading.Thread.Sleep(200); throw new Exception();", content => content["stop_on_error"] = stop));
        var waiting = await _client.SendAsync("shell", "execute_request", JupyterClient.Execute("1"));
        var other = await _client.SendAsync("shell", "kernel_info_request");

        Assert.Equal("error", (await _client.EndAsync(failing)).Status);
        var second = await _client.EndAsync(waiting);
        Assert.Equal(status, second.Status);
        Assert.Equal(stop ? "busy idle" : "busy execute_input execute_result idle", second.Order);
        Assert.Equal("ok", (await _client.EndAsync(other)).Status);
        Assert.Equal("2", (await _client.ExecuteAsync("1 + 1")).Value);
    }

    [Fact]
    public async Task Requests_with_odd_or_missing_fields_are_survived()
    {
        Assert.Equal("ok", (await _client.AskAsync("execute")).Status);
        Assert.Equal("ok", (await _client.AskAsync("execute", new() { ["code"] = 5, ["silent"] = "yes", ["user_expressions"] = new JsonArray() })).Status);
        Assert.Equal("ok", (await _client.AskAsync("complete", new() { ["code"] = "abc", ["cursor_pos"] = -5 })).Status);
        Assert.Equal("ok", (await _client.AskAsync("complete", new() { ["code"] = "abc", ["cursor_pos"] = 1e300 })).Status);
        Assert.Equal("ok", (await _client.AskAsync("inspect", new() { ["code"] = "", ["cursor_pos"] = 100 })).Status);
        Assert.Equal("ok", (await _client.AskAsync("history", new() { ["hist_access_type"] = "none" })).Status);
    }
}
