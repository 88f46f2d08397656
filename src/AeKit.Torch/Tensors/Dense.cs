namespace TorchSharp.Tensors;

/// <summary>
/// A tensor's elements as one span: the tensor itself if it is contiguous, otherwise a packed copy that is
/// returned to the pool at the end of the using block.
/// </summary>
internal readonly ref struct Dense
{
    private readonly bool _copied;

    internal Dense(torch.Tensor tensor, torch.ScalarType? type = null)
    {
        var wanted = type ?? tensor.dtype;
        _copied = !tensor.Layout.IsContiguous || tensor.dtype != wanted;
        Tensor = _copied ? Ops.Copy.Packed(tensor, wanted) : tensor;
    }

    internal torch.Tensor Tensor { get; }

    internal Span<T> Span<T>() where T : unmanaged => Tensor.Span<T>();

    public void Dispose()
    {
        if (_copied) Tensor.Dispose();
    }
}
