using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Messaging;

/// <summary>The cells of this session, for consoles that go back to earlier ones.</summary>
internal sealed class History
{
    /// <summary>There is no history of sessions before.</summary>
    private const int Session = 1;

    // A console asks for a few hundred lines; a session that runs for weeks must not grow with it.
    private const int MostEntries = 10_000;

    private readonly Queue<Entry> _entries = new();

    public void Add(int line, string input, string? output)
    {
        _entries.Enqueue(new(line, input, output));
        if (_entries.Count > MostEntries)
            _entries.Dequeue();
    }

    /// <summary>Answers a <c>history_request</c>: the last entries, those of a range, or those that a pattern matches.</summary>
    public JsonObject Reply(JsonObject request)
    {
        var found = request.Text("hist_access_type") switch
        {
            "tail" => Last(_entries, request.Integer("n")),
            "range" => Range(request),
            "search" => Search(request),
            _ => [],
        };
        var withOutput = request.Flag("output");
        var reply = Replies.Ok();
        reply["history"] = new JsonArray([.. found.Select(entry => (JsonNode)ToJson(entry, withOutput))]);
        return reply;
    }

    private IEnumerable<Entry> Range(JsonObject request)
    {
        // 0 is this session, negative ones are before it.
        if (request.Integer("session") is not (null or 0 or Session))
            return [];
        var start = request.Integer("start") ?? 1;
        var stop = request.Integer("stop") ?? int.MaxValue;
        return _entries.Where(entry => entry.Line >= start && entry.Line < stop);
    }

    private IEnumerable<Entry> Search(JsonObject request)
    {
        var pattern = request.Text("pattern", "*");
        var matches = _entries.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Input, ignoreCase: false));
        if (request.Flag("unique"))
            matches = matches.GroupBy(entry => entry.Input).Select(same => same.Last()).OrderBy(entry => entry.Line);
        return Last(matches, request.Integer("n"));
    }

    private static IEnumerable<Entry> Last(IEnumerable<Entry> entries, int? count) => count is { } n ? entries.TakeLast(n) : entries;

    private static JsonArray ToJson(Entry entry, bool withOutput) =>
        [Session, entry.Line, withOutput ? new JsonArray(entry.Input, entry.Output) : entry.Input];

    private sealed record Entry(int Line, string Input, string? Output);
}
