using System.Text.Json.Nodes;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Messaging;

/// <summary>
/// A kernel as Jupyter clients know it: five sockets, and an evaluator behind them. It can say what it is as soon as it
/// listens; the evaluator, and with it the compiler, loads meanwhile.
/// </summary>
internal sealed class JupyterKernel : IAsyncDisposable
{
    private readonly ConnectionFile _connection;
    private readonly Zmtp.EchoSocket _heartbeat;
    private readonly IopubChannel _iopub;
    private readonly StdinChannel _stdin;
    private readonly RequestChannel _shell;
    private readonly RequestChannel _control;
    private readonly History _history = new();
    private readonly CellRequests _cells;
    private readonly CodeRequests _code;
    private readonly TaskCompletionSource<Evaluator> _evaluator = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _isUsed = new();
    private readonly Lock _gate = new();
    private Task? _disposed;

    /// <summary>Listens where <paramref name="connection"/> says, and nowhere else.</summary>
    /// <exception cref="ConnectionFileException">The file names no usable address.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">An address is in use, or not this machine's.</exception>
    public JupyterKernel(ConnectionFile connection)
    {
        _connection = connection;
        var format = new MessageFormat(new(connection.Key));
        _heartbeat = new(connection.EndPoint(connection.HeartbeatPort));
        _iopub = new(connection.EndPoint(connection.IopubPort), format);
        _stdin = new(connection.EndPoint(connection.StdinPort), format);
        _shell = new(connection.EndPoint(connection.ShellPort), format, _iopub, HandleShellAsync);
        _control = new(connection.EndPoint(connection.ControlPort), format, _iopub, HandleControlAsync);
        _cells = new(_evaluator.Task, _iopub, _stdin, _history);
        _code = new(_evaluator.Task);
    }

    /// <summary>Ends when a client has asked the kernel to shut down, or <see cref="Stop"/> was called.</summary>
    public Task Shutdown => _shutdown.Task;

    /// <param name="createEvaluator">Makes the evaluator, which asks the clients' users through what it is given.</param>
    public void Start(Func<IInputSource, Evaluator> createEvaluator)
    {
        _heartbeat.Start();
        _iopub.Start();
        _stdin.Start();
        _shell.Start();
        _control.Start();
        _iopub.PublishState("starting", null);
        _ = Task.Run(() => PrepareAsync(createEvaluator));
    }

    /// <summary>Stops the running cell, if any.</summary>
    public void Interrupt() => _cells.Interrupt();

    /// <summary>Asks the kernel to end.</summary>
    public void Stop() => _shutdown.TrySetResult();

    /// <summary>Stops the running cell, gives clients a second to read what is left for them, and ends.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
            return new(_disposed ??= EndAsync());
    }

    private async Task EndAsync()
    {
        Stop();
        Interrupt();
        await Task.WhenAll(((IAsyncDisposable[])[_heartbeat, _iopub, _stdin, _shell, _control]).Select(socket => socket.DisposeAsync().AsTask())).ConfigureAwait(false);
        _isUsed.Dispose();
    }

    private async Task PrepareAsync(Func<IInputSource, Evaluator> createEvaluator)
    {
        try
        {
            var evaluator = createEvaluator(_stdin);
            _evaluator.SetResult(evaluator);
            await evaluator.WarmUpAsync(_isUsed.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Every cell then says why.
            _evaluator.TrySetException(exception);
        }
    }

    private async Task<Reply?> HandleShellAsync(Request request)
    {
        var content = request.Message.Content;
        switch (request.Message.Type)
        {
            case "execute_request":
                await _isUsed.CancelAsync().ConfigureAwait(false);
                return await _cells.ExecuteAsync(request, () => _shell.Received).ConfigureAwait(false);
            case "complete_request":
                return await _code.CompleteAsync(content).ConfigureAwait(false);
            case "inspect_request":
                return await _code.InspectAsync(content).ConfigureAwait(false);
            case "is_complete_request":
                return await _code.IsCompleteAsync(content).ConfigureAwait(false);
            case "history_request":
                return new(_history.Reply(content));
            case "comm_info_request":
                return new(new() { ["status"] = "ok", ["comms"] = new JsonObject() });
            case "comm_open":
                // No target is known here; closing says so to the one who opened.
                _iopub.Publish("comm_close", request.Message.Header, new() { ["comm_id"] = content.Text("comm_id"), ["data"] = new JsonObject() });
                return null;
            case "comm_msg" or "comm_close":
                return null;
            case "connect_request":
                return new(Ports());
            default:
                return await HandleControlAsync(request).ConfigureAwait(false);
        }
    }

    private Task<Reply?> HandleControlAsync(Request request) => Task.FromResult<Reply?>(request.Message.Type switch
    {
        "kernel_info_request" => new(KernelInfo.Reply()),
        "interrupt_request" => Interrupted(),
        "shutdown_request" => new(new() { ["status"] = "ok", ["restart"] = request.Message.Content.Flag("restart") }, Afterwards: Stop),
        var type when type.EndsWith("_request", StringComparison.Ordinal) => new(Replies.Error("NotSupported", $"This kernel does not know {type}.")),
        _ => null,
    });

    private Reply Interrupted()
    {
        Interrupt();
        return new(Replies.Ok());
    }

    private JsonObject Ports() => new()
    {
        ["status"] = "ok",
        ["shell_port"] = _connection.ShellPort,
        ["iopub_port"] = _connection.IopubPort,
        ["stdin_port"] = _connection.StdinPort,
        ["hb_port"] = _connection.HeartbeatPort,
        ["control_port"] = _connection.ControlPort,
    };
}
