namespace AeKit.Kernel.Display;

/// <summary>No one answers: a cell that asks fails instead of waiting for ever.</summary>
internal sealed class NoInput : IInputSource
{
    public static NoInput Instance { get; } = new();

    public Task<string> ReadAsync(string prompt, bool isPassword, CancellationToken cancellationToken) =>
        Task.FromException<string>(new InvalidOperationException(
            "The cell needs input, and no one can be asked here. Run the notebook in Jupyter or VS Code, or give the value in the code."));
}
