using System.Text.Json.Nodes;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Messaging;

/// <summary>Answers what editors ask about code while it is typed.</summary>
internal sealed class CodeRequests(Task<Evaluator> evaluator)
{
    public async Task<Reply> CompleteAsync(JsonObject request)
    {
        var (code, position) = Place(request);
        var items = (await evaluator.ConfigureAwait(false)).Complete(code, position);
        var start = items.Count > 0 ? items.Min(item => item.Start) : position;
        var end = items.Count > 0 ? items.Max(item => item.End) : position;
        var reply = Replies.Ok();
        // All matches replace the same text; one that replaces less is given the rest of it.
        reply["matches"] = new JsonArray([.. items.Select(item => (JsonNode)(code[start..item.Start] + item.Text + code[item.End..end]))]);
        reply["cursor_start"] = CodePoints.FromUtf16(code, start);
        reply["cursor_end"] = CodePoints.FromUtf16(code, end);
        reply["metadata"] = new JsonObject
        {
            ["_jupyter_types_experimental"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject
            {
                ["start"] = CodePoints.FromUtf16(code, item.Start),
                ["end"] = CodePoints.FromUtf16(code, item.End),
                ["text"] = item.Text,
                ["type"] = item.Kind,
            })]),
        };
        return new(reply);
    }

    public async Task<Reply> InspectAsync(JsonObject request)
    {
        var (code, position) = Place(request);
        var inspection = (await evaluator.ConfigureAwait(false)).Inspect(code, position);
        var reply = Replies.Ok();
        reply["found"] = inspection is not null;
        reply["data"] = inspection is null ? [] : Replies.Data(inspection.Data);
        reply["metadata"] = new JsonObject();
        return new(reply);
    }

    public async Task<Reply> IsCompleteAsync(JsonObject request)
    {
        var completeness = (await evaluator.ConfigureAwait(false)).IsComplete(request.Text("code"));
        return new(completeness.Status switch
        {
            CompletenessStatus.Complete => new() { ["status"] = "complete" },
            CompletenessStatus.Incomplete => new() { ["status"] = "incomplete", ["indent"] = completeness.Indent },
            _ => new() { ["status"] = "invalid" },
        });
    }

    private static (string Code, int Position) Place(JsonObject request)
    {
        var code = request.Text("code");
        return (code, CodePoints.ToUtf16(code, request.Integer("cursor_pos") ?? int.MaxValue));
    }
}
