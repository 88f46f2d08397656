using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Autograd;

/// <summary>
/// The backward pass: walks the recorded graph from the roots, youngest operation first, so that a node runs once,
/// after all its consumers. Gradients are summed in that fixed order, hence bit for bit reproducible.
/// </summary>
internal static class Engine
{
    private static readonly Scalar One = 1;

    internal static void Run(ReadOnlySpan<Tensor> roots, IList<Tensor>? rootGrads, bool retainGraph, bool createGraph, GradientSink? sink = null)
    {
        using var scope = DisposeScope.Begin();
        var before = GradMode.Enabled;
        GradMode.Enabled = createGraph;
        var queue = ReadyNodes.Rent();
        try
        {
            for (var i = 0; i < roots.Length; i++)
                Deliver(Start(roots[i]), RootGradient(roots[i], rootGrads?[i]), queue, createGraph);
            while (queue.TryTake(out var node)) RunNode(node, queue, scope, retainGraph, createGraph, sink);
        }
        finally
        {
            // Only after an error is anything left: a later pass must not see it.
            while (queue.TryTake(out var node)) TakeIncoming(node)?.Dispose();
            queue.Return();
            GradMode.Enabled = before;
        }
    }

    private static void RunNode(Node node, ReadyNodes queue, DisposeScope scope, bool retainGraph, bool createGraph, GradientSink? sink)
    {
        var grad = TakeIncoming(node)!;
        if (node.RetainedBy is { } meta) AccumulateGrad.Accumulate(meta, grad, createGraph);
        if (sink is not null)
        {
            sink.Receive(node, grad);
            if (!sink.LeadsOn(node))
            {
                grad.Dispose();
                return;
            }
        }

        if (node is AccumulateGrad leaf)
        {
            leaf.Backward(grad, [], createGraph);
            return;
        }
        var targets = node.Targets;
        var inputGrads = new InputGradients();
        Span<Tensor?> slots = inputGrads;
        if (targets.Length > slots.Length) slots = new Tensor?[targets.Length];
        slots = slots[..targets.Length];
        node.Backward(grad, slots, createGraph);
        if (AnomalyDetection.ChecksNaN) AnomalyDetection.Check(node, slots);

        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i] is not { } inputGrad || targets[i] is not { } target) continue;
            if (sink is not null && !sink.Concerns(target)) continue;
            if (ReferenceEquals(inputGrad, grad) || inputGrad.OwningDisposeScope != scope) inputGrad = inputGrad.Alias(tracked: false);
            Deliver(target, inputGrad.DetachFromDisposeScope(), queue, createGraph);
        }
        grad.Dispose();
        scope.DisposeEverything();
        if (!retainGraph) node.Release();
    }

    private static void Deliver(Node target, Tensor grad, ReadyNodes queue, bool createGraph)
    {
        var waiting = target.Incoming;
        if (waiting is null)
        {
            target.Incoming = grad;
            queue.Add(target);
            return;
        }
        if (!createGraph && waiting.Storage.HandleCount == 1 && waiting.Layout.IsContiguous)
        {
            waiting.add_(grad);
        }
        else
        {
            target.Incoming = waiting.add(grad).DetachFromDisposeScope();
            waiting.Dispose();
        }
        grad.Dispose();
    }

    private static Tensor? TakeIncoming(Node node)
    {
        var grad = node.Incoming;
        node.Incoming = null;
        return grad;
    }

    private static Node Start(Tensor root) => root.Meta?.Target ?? throw new InvalidOperationException(
        "backward: the tensor does not require a gradient and was not computed from one that does. Set requires_grad on an input, and compute outside no_grad().");

    private static Tensor RootGradient(Tensor root, Tensor? given)
    {
        if (given is null)
        {
            if (root.Layout.Count != 1)
                throw new InvalidOperationException(
                    $"backward: a gradient can be started implicitly only at a single number, but the tensor has shape {Shape.Text(root.Layout.Sizes)}. Reduce it with sum() or mean(), or pass grad_tensors.");
            var one = Tensor.Empty(root.Layout, root.dtype, tracked: false);
            Create.Fill(one, One);
            return one;
        }
        if (!Shape.Same(given.Layout.Sizes, root.Layout.Sizes))
            throw new ArgumentException(
                $"backward: the given gradient has shape {Shape.Text(given.Layout.Sizes)}, but its tensor {Shape.Text(root.Layout.Sizes)}; they must be equal.");
        return given.Alias(tracked: false);
    }

    [System.Runtime.CompilerServices.InlineArray(4)]
    private struct InputGradients
    {
        private Tensor? _first;
    }
}
