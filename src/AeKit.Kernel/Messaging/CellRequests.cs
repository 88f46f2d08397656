using System.Text.Json.Nodes;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Messaging;

/// <summary>Carries out the requests to execute code.</summary>
internal sealed class CellRequests(Task<Evaluator> evaluator, IopubChannel iopub, StdinChannel stdin, History history)
{
    private static readonly CellError Interrupted = new("OperationCanceledException", "The cell was interrupted.", ["The cell was interrupted."], null);

    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private int _executionCount;

    /// <summary>The last request that an error before it keeps from being carried out.</summary>
    private long _abortedUpTo;

    /// <summary>Stops the running cell; harmless when there is none.</summary>
    public void Interrupt()
    {
        lock (_gate)
            _running?.Cancel();
    }

    /// <param name="request">What to execute.</param>
    /// <param name="received">The number of the last request that has come, when asked.</param>
    public async Task<Reply> ExecuteAsync(Request request, Func<long> received)
    {
        if (request.Number <= _abortedUpTo)
            return new(new() { ["status"] = "aborted" });
        var started = MessageFormat.Timestamp();
        var interrupt = new CancellationTokenSource();
        lock (_gate)
            _running = interrupt;
        try
        {
            stdin.Request = request.Message;
            var content = await ExecuteAsync(request.Message, interrupt.Token).ConfigureAwait(false);
            var status = content.Text("status");
            if (status != "ok" && request.Message.Content.Flag("stop_on_error", absent: true))
                _abortedUpTo = received();
            return new(content, new() { ["started"] = started, ["status"] = status });
        }
        finally
        {
            stdin.Request = null;
            lock (_gate)
                _running = null;
        }
    }

    private async Task<JsonObject> ExecuteAsync(JupyterMessage message, CancellationToken cancellationToken)
    {
        var code = message.Content.Text("code");
        var isSilent = message.Content.Flag("silent");
        var isStored = !isSilent && message.Content.Flag("store_history", absent: true);
        if (isStored)
            _executionCount++;
        var publisher = isSilent ? null : new CellPublisher(iopub, message.Header, _executionCount);
        if (!isSilent)
            iopub.Publish("execute_input", message.Header, new() { ["code"] = code, ["execution_count"] = _executionCount });

        IOutputSink sink = publisher is null ? new ResultSink() : publisher;
        var error = await RunAsync(code, isStored ? $"In[{_executionCount}]" : "In[*]", sink, cancellationToken).ConfigureAwait(false);
        if (isStored)
            history.Add(_executionCount, code, publisher?.ResultText);

        var reply = error is null ? Replies.Ok() : Replies.Error(error);
        reply["execution_count"] = _executionCount;
        reply["payload"] = publisher?.Help is { } help
            ? new JsonArray(new JsonObject { ["source"] = "page", ["data"] = Replies.Data(help), ["start"] = 0 })
            : [];
        reply["user_expressions"] = error is null
            ? await EvaluateAllAsync(message.Content.Fields("user_expressions"), cancellationToken).ConfigureAwait(false)
            : [];
        return reply;
    }

    /// <returns>Why the cell did not succeed, or null.</returns>
    private async Task<CellError?> RunAsync(string code, string name, IOutputSink sink, CancellationToken cancellationToken)
    {
        var result = await (await evaluator.ConfigureAwait(false)).ExecuteAsync(code, name, sink, cancellationToken).ConfigureAwait(false);
        if (result.Status != CellStatus.Cancelled)
            return result.Error;
        sink.Publish(new ErrorOutput(Interrupted));
        return Interrupted;
    }

    /// <summary>Evaluates the expressions that a client wants to know after a cell.</summary>
    private async Task<JsonObject> EvaluateAllAsync(JsonObject expressions, CancellationToken cancellationToken)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions)
        {
            var sink = new ResultSink();
            var code = expression is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
            values[name] = await RunAsync(code, "In[*]", sink, cancellationToken).ConfigureAwait(false) is { } error
                ? Replies.Error(error)
                : new JsonObject { ["status"] = "ok", ["data"] = Replies.Data(sink.Result ?? new()), ["metadata"] = new JsonObject() };
        }
        return values;
    }

    /// <summary>Keeps a value and shows nothing.</summary>
    private sealed class ResultSink : IOutputSink
    {
        public MimeBundle? Result { get; private set; }

        public void Publish(CellOutput output)
        {
            if (output is ResultOutput result)
                Result = result.Data;
        }
    }
}
