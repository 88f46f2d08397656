using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Autograd;

/// <summary>
/// Collects the gradients of chosen tensors instead of accumulating them in the leaves, and confines the backward
/// pass to the part of the graph that leads to them.
/// </summary>
internal sealed class GradientSink
{
    private readonly Node?[] _wanted;

    // Whether a wanted node lies below a node; the node itself does not count.
    private readonly Dictionary<Node, bool> _leads = [];

    internal GradientSink(Node?[] wanted, IEnumerable<Tensor> roots)
    {
        _wanted = wanted;
        Gradients = new Tensor?[wanted.Length];
        foreach (var root in roots)
            if (root.Meta?.Target is { } node) Explore(node);
    }

    internal Tensor?[] Gradients { get; }

    internal void Receive(Node node, Tensor grad)
    {
        for (var i = 0; i < Gradients.Length; i++)
            if (ReferenceEquals(_wanted[i], node)) Gradients[i] = grad.Alias(tracked: false);
    }

    internal bool LeadsOn(Node node) => _leads.GetValueOrDefault(node);

    internal bool Concerns(Node node) => LeadsOn(node) || Array.IndexOf(_wanted, node) >= 0;

    // Depth first with a stack of its own: graphs of long loops are deeper than the call stack.
    private void Explore(Node root)
    {
        var stack = new Stack<(Node Node, bool Done)>();
        stack.Push((root, false));
        while (stack.TryPop(out var entry))
        {
            var (node, done) = entry;
            if (!done)
            {
                if (!_leads.TryAdd(node, false)) continue;
                stack.Push((node, true));
                foreach (var target in node.Targets)
                    if (target is not null && !_leads.ContainsKey(target)) stack.Push((target, false));
                continue;
            }
            foreach (var target in node.Targets)
                if (target is not null && Concerns(target)) _leads[node] = true;
        }
    }
}
