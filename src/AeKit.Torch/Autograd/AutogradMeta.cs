namespace TorchSharp.Autograd;

/// <summary>What autograd knows about one tensor. All handles on the tensor share one object.</summary>
internal class AutogradMeta
{
    private bool _requiresGrad;
    private AccumulateGrad? _accumulator;

    /// <summary>The operation that computed the tensor; null for a leaf.</summary>
    internal Node? GradFn { get; set; }

    /// <summary>How often the history was replaced by that of an in-place change, which older views must follow.</summary>
    internal int Changes { get; set; }

    /// <summary>The gradient accumulated so far.</summary>
    internal torch.Tensor? Grad { get; set; }

    internal bool RequiresGrad
    {
        get => _requiresGrad || GradFn is not null;
        set => _requiresGrad = value;
    }

    internal bool IsLeaf => GradFn is null;

    /// <summary>Where a consumer sends the gradient of this tensor.</summary>
    internal Node? Target => GradFn ?? (RequiresGrad ? _accumulator ??= new AccumulateGrad(this) : null);
}
