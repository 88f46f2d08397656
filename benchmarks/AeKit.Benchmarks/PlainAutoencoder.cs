using static TorchSharp.torch;

namespace AeKit.Benchmarks;

/// <summary>x → z → x̂ in one chain of layers, with a loss between x̂ and x.</summary>
internal sealed class PlainAutoencoder : Network
{
    private readonly nn.Module<Tensor, Tensor> layers;
    private readonly Func<Tensor, Tensor, Tensor> _lossOf;

    public PlainAutoencoder(nn.Module<Tensor, Tensor> layers, Func<Tensor, Tensor, Tensor> lossOf) : base(nameof(PlainAutoencoder))
    {
        this.layers = layers;
        _lossOf = lossOf;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.call(input);

    public override Tensor Loss(Tensor x) => _lossOf(call(x), x);
}
