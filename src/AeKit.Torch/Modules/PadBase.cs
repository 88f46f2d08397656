namespace TorchSharp.Modules;

/// <summary>A layer that adds elements around its input, see <see cref="torch.nn.functional.pad(torch.Tensor, long[], PaddingModes, double)"/>.</summary>
public abstract class PadBase : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly PaddingModes _mode;

    private protected PadBase(string name, PaddingModes mode, double value, params long[] padding) : base(name)
    {
        _mode = mode;
        this.value = value;
        this.padding = padding;
    }

    /// <summary>Pairs before, after for the last dimension, then for the one before it.</summary>
    public long[] padding { get; set; }

    /// <summary>What is added, in constant padding.</summary>
    public double value { get; set; }

    /// <summary>Applies the layer to [n, c, …].</summary>
    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.pad(input, padding, _mode, value);
}
