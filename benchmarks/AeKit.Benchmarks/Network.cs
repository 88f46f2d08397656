using static TorchSharp.torch;

namespace AeKit.Benchmarks;

/// <summary>A model with its objective, as a user of the API would write it.</summary>
internal abstract class Network(string name) : nn.Module<Tensor, Tensor>(name)
{
    /// <summary>The objective on a batch: a scalar to call <c>backward()</c> on.</summary>
    public abstract Tensor Loss(Tensor x);
}
