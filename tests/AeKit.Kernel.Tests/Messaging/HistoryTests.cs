using System.Text.Json.Nodes;
using AeKit.Kernel.Messaging;

namespace AeKit.Kernel.Tests.Messaging;

public sealed class HistoryTests
{
    private readonly History _history = new();

    public HistoryTests()
    {
        _history.Add(1, "var a = 1;", null);
        _history.Add(2, "a + 2", "3");
        _history.Add(3, "[1, 2]", null);
        _history.Add(4, "a + 2", "3");
    }

    [Theory]
    [InlineData("""{"hist_access_type": "tail", "n": 2}""", "3 4")]
    [InlineData("""{"hist_access_type": "tail", "n": 100}""", "1 2 3 4")]
    [InlineData("""{"hist_access_type": "tail", "n": 0}""", "")]
    [InlineData("""{"hist_access_type": "range", "session": 0, "start": 2, "stop": 4}""", "2 3")]
    [InlineData("""{"hist_access_type": "range", "session": 1, "start": 3, "stop": null}""", "3 4")]
    [InlineData("""{"hist_access_type": "range", "session": -1, "start": 1, "stop": 4}""", "")]
    [InlineData("""{"hist_access_type": "search", "pattern": "a*2"}""", "2 4")]
    [InlineData("""{"hist_access_type": "search", "pattern": "a*2", "n": 1}""", "4")]
    [InlineData("""{"hist_access_type": "search", "pattern": "a*2", "unique": true}""", "4")]
    [InlineData("""{"hist_access_type": "search", "pattern": "[1, ?]"}""", "3")]
    [InlineData("""{"hist_access_type": "search", "pattern": "zzz*"}""", "")]
    public void Earlier_cells_are_found(string request, string lines)
    {
        var reply = _history.Reply((JsonObject)JsonNode.Parse(request)!);
        Assert.Equal("ok", (string?)reply["status"]);
        Assert.Equal(lines, string.Join(' ', ((JsonArray)reply["history"]!).Select(entry => entry![1])));
    }

    [Fact]
    public void Outputs_come_along_when_asked_for()
    {
        var reply = _history.Reply(new() { ["hist_access_type"] = "tail", ["n"] = 2, ["output"] = true });
        Assert.Equal("""[[1,3,["[1, 2]",null]],[1,4,["a \u002B 2","3"]]]""", reply["history"]!.ToJsonString());
    }

    [Fact]
    public void A_long_session_does_not_grow_without_end()
    {
        for (var i = 5; i < 30_000; i++)
            _history.Add(i, "x", null);
        Assert.InRange(((JsonArray)_history.Reply(new() { ["hist_access_type"] = "tail" })["history"]!).Count, 1000, 20_000);
    }
}
