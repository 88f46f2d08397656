using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Autograd;

/// <summary>A tensor kept for the backward pass, with the version it had, so that a later in-place change is noticed.</summary>
internal struct SavedTensor
{
    private Tensor? _handle;
    private readonly int _version;

    internal SavedTensor(Tensor? tensor)
    {
        _handle = tensor?.Alias(tracked: false);
        _version = tensor?.Storage.Version ?? 0;
    }

    /// <summary>The tensor as it was when saved.</summary>
    internal readonly Tensor Unpack(Node node)
    {
        var tensor = _handle ?? throw new InvalidOperationException(
            $"Trying to run backward through {node.Name} a second time: what it saved was released by the first pass. Call backward(retain_graph: true) the first time, or compute the loss again.");
        if (tensor.Storage.Version != _version)
            throw new InvalidOperationException(
                $"One of the tensors needed to compute the gradient of {node.Name} has been modified by an in-place operation: shape {Shape.Text(tensor.Layout.Sizes)}, now at version {tensor.Storage.Version}, expected {_version}. Use the out-of-place operation, or clone() before the change.");
        return tensor;
    }

    internal void Release()
    {
        _handle?.Dispose();
        _handle = null;
    }
}
