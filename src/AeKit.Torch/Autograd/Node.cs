using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Autograd;

/// <summary>
/// One recorded operation: knows where the gradients of its inputs go and how to compute them from the gradient
/// of its output.
/// </summary>
internal abstract class Node
{
    private static long _created;

    private readonly int _inputs;
    private FewTargets _few;
    private readonly Node?[]? _many;

    protected Node(params ReadOnlySpan<Tensor?> inputs)
    {
        Sequence = Interlocked.Increment(ref _created);
        _inputs = inputs.Length;
        Span<Node?> targets = _few;
        if (inputs.Length > targets.Length) targets = _many = new Node?[inputs.Length];
        for (var i = 0; i < inputs.Length; i++) targets[i] = inputs[i]?.Meta?.Target;
    }

    /// <summary>A node of one input, computed by <paramref name="source"/> in the same pass and kept nowhere.</summary>
    protected Node(Node source)
    {
        Sequence = Interlocked.Increment(ref _created);
        _inputs = 1;
        _few[0] = source;
    }

    /// <summary>A node whose gradients go to the given nodes.</summary>
    protected Node(Node? first, Node? second)
    {
        Sequence = Interlocked.Increment(ref _created);
        _inputs = 2;
        Span<Node?> targets = _few;
        (targets[0], targets[1]) = (first, second);
    }

    /// <summary>Nodes created later come first in the backward pass: consumers are always younger than producers.</summary>
    internal long Sequence { get; }

    /// <summary>The operation's name, for messages.</summary>
    internal abstract string Name { get; }

    /// <summary>Where the gradient of each input goes; null if the input needs none.</summary>
    internal ReadOnlySpan<Node?> Targets => _many ?? ((ReadOnlySpan<Node?>)_few)[.._inputs];

    /// <summary>The gradient of the output, summed over its consumers while a backward pass runs.</summary>
    internal Tensor? Incoming { get; set; }

    /// <summary>The tensors whose gradient was asked for and that this node computed or is a leaf of.</summary>
    internal AutogradMeta? RetainedBy { get; set; }

    protected bool Needs(int input) => Targets[input] is not null;

    /// <summary>
    /// Computes the gradients of the inputs from <paramref name="grad"/>, leaving null where none is needed.
    /// With <paramref name="differentiable"/> it must use tensor operations only, so that the result can be
    /// differentiated again; otherwise it may call kernels.
    /// </summary>
    internal abstract void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable);

    /// <summary>Lets go of saved tensors; a node that needs them cannot run again.</summary>
    internal virtual void Release()
    {
    }

    [System.Runtime.CompilerServices.InlineArray(3)]
    private struct FewTargets
    {
        private Node? _first;
    }
}
