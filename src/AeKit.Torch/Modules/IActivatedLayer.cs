using TorchSharp.Ops;

namespace TorchSharp.Modules;

/// <summary>A layer that can apply the activation that follows it while its output is in the cache.</summary>
internal interface IActivatedLayer
{
    /// <summary>f(layer(x)) for an f whose derivative needs its output only.</summary>
    torch.Tensor Apply<TOp>(torch.Tensor x, TOp op) where TOp : struct, IUnaryOp;

    /// <summary>The layer and then <paramref name="next"/>, or null if that is no such activation.</summary>
    sealed torch.Tensor? Apply(torch.Tensor x, torch.nn.IModule<torch.Tensor, torch.Tensor> next) => next switch
    {
        ReLU => Apply(x, new ReluOp()),
        Sigmoid => Apply(x, new SigmoidOp()),
        Tanh => Apply(x, new TanhOp()),
        _ => null,
    };
}
