using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>y = x W + b with the weight W of another layer, (out, in) there, used the other way round: tied weights.</summary>
internal sealed class TransposedLinear : nn.Module<Tensor, Tensor>
{
    private readonly Parameter bias;

    // Not the layer itself: a field that holds a module would make its weight a parameter of this one too.
    private readonly Func<Parameter> _weight;

    public TransposedLinear(Linear layer) : base(nameof(TransposedLinear))
    {
        _weight = () => layer.weight!;
        var bound = 1 / Math.Sqrt(layer.weight.shape[0]);
        bias = nn.Parameter(nn.init.uniform_(empty(layer.weight.shape[1]), -bound, bound));
        RegisterComponents();
    }

    /// <summary>The other layer's W, (in, out) as seen from here.</summary>
    public Parameter Weight => _weight();

    /// <summary>b, (out).</summary>
    public Parameter Bias => bias;

    public override Tensor forward(Tensor input) => nn.functional.linear(input, Weight.t(), bias);
}
