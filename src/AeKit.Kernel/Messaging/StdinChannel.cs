using System.Net;
using System.Text.Json.Nodes;
using AeKit.Kernel.Display;
using AeKit.Kernel.Messaging.Zmtp;

namespace AeKit.Kernel.Messaging;

/// <summary>Asks the user of the client that has sent the running cell.</summary>
internal sealed class StdinChannel : IInputSource, IAsyncDisposable
{
    // A client connects its channels in any order; its first cell may be here before its stdin is.
    private static readonly TimeSpan ConnectionPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionInterval = TimeSpan.FromMilliseconds(20);

    private readonly MessageFormat _format;
    private readonly RouterSocket _socket;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private TaskCompletionSource<string>? _answer;

    public StdinChannel(EndPoint endPoint, MessageFormat format)
    {
        _format = format;
        _socket = new(endPoint, Receive);
    }

    /// <summary>The running cell's request.</summary>
    public JupyterMessage? Request { get; set; }

    public void Start() => _socket.Start();

    public async Task<string> ReadAsync(string prompt, bool isPassword, CancellationToken cancellationToken)
    {
        if (Request is not { } request || !request.Content.Flag("allow_stdin"))
            return await NoInput.Instance.ReadAsync(prompt, isPassword, cancellationToken).ConfigureAwait(false);
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _answer = answer;
            await AskAsync(request, new() { ["prompt"] = prompt, ["password"] = isPassword }, cancellationToken).ConfigureAwait(false);
            return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _answer = null;
            _oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync().ConfigureAwait(false);
        _oneAtATime.Dispose();
    }

    private async Task AskAsync(JupyterMessage request, JsonObject content, CancellationToken cancellationToken)
    {
        var until = DateTime.UtcNow + ConnectionPatience;
        while (!_socket.Send(_format.Write(request.Identities, "input_request", request.Header, content)))
        {
            if (DateTime.UtcNow > until)
                throw new InvalidOperationException("The cell needs input, but the client that runs it has no input channel.");
            await Task.Delay(ConnectionInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Receive(byte[][] frames)
    {
        if (_format.TryRead(frames, out var message) && message.Type == "input_reply")
            _answer?.TrySetResult(message.Content.Text("value"));
    }
}
