namespace TorchSharp.Autograd;

/// <summary>The nodes whose gradient is waiting in a backward pass: the youngest operation comes first, leaves last.</summary>
internal sealed class ReadyNodes
{
    [ThreadStatic] private static ReadyNodes? _spare;

    private readonly PriorityQueue<Node, long> _operations = new();
    private readonly Queue<Node> _leaves = new();

    private ReadyNodes()
    {
    }

    /// <summary>An empty queue: the thread's spare one, unless a backward pass within a backward pass needs a second.</summary>
    internal static ReadyNodes Rent()
    {
        var ready = _spare ?? new ReadyNodes();
        _spare = null;
        return ready;
    }

    /// <summary>Leaves the queue, which must be empty, to the next backward pass.</summary>
    internal void Return() => _spare = this;

    internal void Add(Node node)
    {
        if (node is AccumulateGrad) _leaves.Enqueue(node);
        else _operations.Enqueue(node, -node.Sequence);
    }

    internal bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Node? node)
        => _operations.TryDequeue(out node, out _) || _leaves.TryDequeue(out node);
}
