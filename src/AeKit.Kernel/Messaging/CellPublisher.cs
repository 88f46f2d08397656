using System.Text;
using System.Text.Json.Nodes;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Messaging;

/// <summary>
/// Publishes what one cell shows, under the header of the request that executes it. Text is collected for a moment, so
/// that a cell that prints much sends few messages.
/// </summary>
internal sealed class CellPublisher : IOutputSink
{
    private const int MostCollected = 64 << 10;
    private static readonly TimeSpan CollectFor = TimeSpan.FromMilliseconds(40);

    private readonly IopubChannel _iopub;
    private readonly JsonObject _request;
    private readonly int _executionCount;
    private readonly StringBuilder _text = new();
    private readonly Lock _gate = new();
    private string _stream = "";
    private bool _isCollecting;

    public CellPublisher(IopubChannel iopub, JsonObject request, int executionCount)
    {
        _iopub = iopub;
        _request = request;
        _executionCount = executionCount;
    }

    public void Publish(CellOutput output)
    {
        var token = CellContext.Current?.CancellationToken ?? CancellationToken.None;
        if (output is StreamOutput or DisplayUpdate)
            _iopub.WaitForRoom(token);
        lock (_gate)
        {
            if (output is StreamOutput stream)
                Collect(stream);
            else
                PublishNow(output);
        }
    }

    /// <summary>The plain text of the cell's value; null if it has none.</summary>
    public string? ResultText { get; private set; }

    /// <summary>Publishes the text collected so far.</summary>
    public void Flush()
    {
        lock (_gate)
            PublishText(all: true);
    }

    private void Collect(StreamOutput stream)
    {
        if (stream.Name != _stream)
            PublishText(all: true);
        _stream = stream.Name;
        _text.Append(stream.Text);
        if (_text.Length >= MostCollected)
        {
            PublishText(all: false);
        }
        else if (!_isCollecting)
        {
            _isCollecting = true;
            using (ExecutionContext.SuppressFlow()) // What belongs to the cell must not live as long as the wait.
                _ = Task.Run(PublishLaterAsync);
        }
    }

    private async Task PublishLaterAsync()
    {
        await Task.Delay(CollectFor).ConfigureAwait(false);
        lock (_gate)
        {
            _isCollecting = false;
            PublishText(all: false);
        }
    }

    /// <param name="all">Whether half a character may go out: the other half can still come otherwise.</param>
    private void PublishText(bool all)
    {
        var length = _text.Length;
        if (!all && length > 0 && char.IsHighSurrogate(_text[length - 1]))
            length--;
        for (var start = 0; start < length;)
        {
            var count = Math.Min(length - start, MostCollected);
            if (start + count < length && char.IsHighSurrogate(_text[start + count - 1]))
                count--;
            Send("stream", new() { ["name"] = _stream, ["text"] = _text.ToString(start, count) }, canBeMissed: true);
            start += count;
        }
        _text.Remove(0, length);
    }

    private void PublishNow(CellOutput output)
    {
        PublishText(all: true);
        switch (output)
        {
            case DisplayOutput display:
                Send("display_data", Bundle(display.Data, display.DisplayId));
                break;
            case DisplayUpdate update:
                Send("update_display_data", Bundle(update.Data, update.DisplayId));
                break;
            case ResultOutput result:
                var content = Bundle(result.Data, displayId: null);
                content["execution_count"] = _executionCount;
                ResultText = result.Data.Text(MimeTypes.Plain);
                Send("execute_result", content);
                break;
            case ClearedOutput clear:
                Send("clear_output", new() { ["wait"] = clear.Wait });
                break;
            case ErrorOutput error:
                Send("error", Replies.ErrorFields(error.Error));
                break;
            default:
                throw new InvalidOperationException($"No message for {output.GetType().Name}.");
        }
    }

    private void Send(string type, JsonObject content, bool canBeMissed = false) => _iopub.Publish(type, _request, content, canBeMissed);

    private static JsonObject Bundle(MimeBundle data, string? displayId) => new()
    {
        ["data"] = Replies.Data(data),
        ["metadata"] = new JsonObject(),
        ["transient"] = displayId is null ? [] : new JsonObject { ["display_id"] = displayId },
    };
}
