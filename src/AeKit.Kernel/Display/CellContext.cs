namespace AeKit.Kernel.Display;

/// <summary>The cell that the current flow of execution belongs to, however many tasks and threads it has gone through.</summary>
internal sealed class CellContext(IOutputSink sink, IInputSource input, CancellationToken cancellationToken)
{
    private static readonly AsyncLocal<CellContext?> Ambient = new();

    private readonly string _id = Guid.NewGuid().ToString("N");
    private int _displays;

    /// <summary>Raised when the cell has ended; what outlives it does without.</summary>
    public event Action? Ending;

    public static CellContext? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public IOutputSink Sink { get; } = sink;

    public IInputSource Input { get; } = input;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public void End() => Ending?.Invoke();

    /// <summary>A new identity for something displayed, unique in the process.</summary>
    public string NextDisplayId() => $"{_id}-{Interlocked.Increment(ref _displays)}";
}
