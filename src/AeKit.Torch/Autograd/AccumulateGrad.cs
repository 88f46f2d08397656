using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Autograd;

/// <summary>The end of the graph at a leaf: adds the incoming gradient to the leaf's <c>grad</c>.</summary>
internal sealed class AccumulateGrad : Node
{
    private readonly AutogradMeta _leaf;

    internal AccumulateGrad(AutogradMeta leaf) => _leaf = leaf;

    internal override string Name => "accumulate_grad";

    /// <summary>Accumulates <paramref name="grad"/>, which nobody else needs: the leaf takes it over, or it is disposed.</summary>
    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
    {
        if (_leaf.Grad is null && !differentiable && IsOwn(grad))
        {
            _leaf.Grad = grad;
            return;
        }
        Accumulate(_leaf, grad, differentiable);
        grad.Dispose();
    }

    internal static void Accumulate(AutogradMeta meta, Tensor grad, bool differentiable)
    {
        var before = meta.Grad;
        if (before is null)
        {
            meta.Grad = (differentiable ? grad.Alias(tracked: false) : OwnCopy(grad)).DetachFromDisposeScope();
            return;
        }
        if (differentiable)
        {
            meta.Grad = before.add(grad).DetachFromDisposeScope();
            before.Dispose();
        }
        else
        {
            before.add_(grad);
        }
    }

    // A gradient that shares its storage (an expanded scalar, the same tensor for two inputs) must not be added to in place.
    private static Tensor OwnCopy(Tensor grad) => IsOwn(grad) ? grad.Alias(tracked: false) : Ops.Copy.Packed(grad, grad.dtype);

    private static bool IsOwn(Tensor grad) => grad.Layout.IsContiguous && grad.Storage.HandleCount == 1 && grad.Meta is null;
}
