using System.Text.Json.Nodes;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Messaging;

/// <summary>Publishes what one cell shows, under the header of the request that executes it.</summary>
internal sealed class CellPublisher(IopubChannel iopub, JsonObject request, int executionCount) : IOutputSink
{
    /// <summary>The plain text of the cell's value; null if it has none.</summary>
    public string? ResultText { get; private set; }

    /// <summary>What clients show in their pager after the cell.</summary>
    public MimeBundle? Help { get; private set; }

    public void Publish(CellOutput output)
    {
        // What ends a cell does not wait: there is one of it, and the client has interrupted the cell perhaps.
        if (output is not (ResultOutput or ErrorOutput))
            iopub.WaitForRoom(CellContext.Current?.CancellationToken ?? CancellationToken.None);
        switch (output)
        {
            case StreamOutput stream:
                iopub.PublishText(stream.Name, request, stream.Text);
                break;
            case DisplayOutput display:
                iopub.Publish("display_data", request, Bundle(display.Data, display.DisplayId));
                break;
            case DisplayUpdate update:
                iopub.Publish("update_display_data", request, Bundle(update.Data, update.DisplayId));
                break;
            case ResultOutput result:
                ResultText = result.Data.Text(MimeTypes.Plain);
                var content = Bundle(result.Data, displayId: null);
                content["execution_count"] = executionCount;
                iopub.Publish("execute_result", request, content);
                break;
            case HelpOutput help:
                Help = help.Data;
                break;
            case ClearedOutput clear:
                iopub.Publish("clear_output", request, new() { ["wait"] = clear.Wait });
                break;
            case ErrorOutput error:
                iopub.Publish("error", request, Replies.ErrorFields(error.Error));
                break;
            default:
                throw new InvalidOperationException($"No message for {output.GetType().Name}.");
        }
    }

    private static JsonObject Bundle(MimeBundle data, string? displayId) => new()
    {
        ["data"] = Replies.Data(data),
        ["metadata"] = new JsonObject(),
        ["transient"] = displayId is null ? [] : new JsonObject { ["display_id"] = displayId },
    };
}
