using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>Linear layers in a row, as encoders and decoders of vectors are built: linear, batch norm, activation, dropout; and again.</summary>
/// <param name="Hidden">After every hidden layer.</param>
/// <param name="Dropout">The probability that a hidden unit is dropped while training (Srivastava et al., JMLR 15, 2014).</param>
/// <param name="BatchNorm">Whether hidden layers are normalised over the batch before their activation (Ioffe and Szegedy, ICML 2015).</param>
internal sealed record DenseLayers(Activation Hidden, double Dropout = 0, bool BatchNorm = false)
{
    /// <summary>Layers of their own weights, the last with an activation of its own and nothing else.</summary>
    public nn.Module<Tensor, Tensor> Create(long[] sizes, Activation last) =>
        Stack([.. sizes.Skip(1).Select((size, i) => (nn.Module<Tensor, Tensor>)nn.Linear(sizes[i], size))], sizes[1..], last);

    /// <summary>All layers hidden ones, or the identity where there is none.</summary>
    public nn.Module<Tensor, Tensor> CreateHidden(long[] sizes)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 1; i < sizes.Length; i++)
        {
            layers.Add(nn.Linear(sizes[i - 1], sizes[i]));
            AddAfterHidden(layers, sizes[i]);
        }

        return layers.Count == 0 ? nn.Identity() : nn.Sequential(layers.ToArray());
    }

    /// <summary>A decoder with the encoder's weights transposed, in reverse order, and biases of its own.</summary>
    public nn.Module<Tensor, Tensor> CreateTied(nn.Module<Tensor, Tensor> encoder, Activation last)
    {
        var linear = encoder.children().OfType<Linear>().Reverse().ToArray();
        return Stack(
            [.. linear.Select(layer => (nn.Module<Tensor, Tensor>)new TransposedLinear(layer))],
            [.. linear.Select(layer => layer.weight.shape[1])],
            last);
    }

    /// <summary>Sizes must be those of an autoencoder: input, any hidden, latent.</summary>
    public static void Require(long[] sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Length < 2 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException(
                $"An autoencoder needs its input size, any hidden sizes and its latent size, all positive, for instance [784, 256]; got [{string.Join(", ", sizes)}].",
                nameof(sizes));
        }
    }

    private Sequential Stack(nn.Module<Tensor, Tensor>[] linear, long[] widths, Activation last)
    {
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 0; i < linear.Length; i++)
        {
            layers.Add(linear[i]);
            if (i < linear.Length - 1)
            {
                AddAfterHidden(layers, widths[i]);
            }
            else if (last != Activation.Linear)
            {
                layers.Add(last.ToModule());
            }
        }

        return nn.Sequential(layers.ToArray());
    }

    private void AddAfterHidden(List<nn.Module<Tensor, Tensor>> layers, long width)
    {
        if (BatchNorm)
        {
            layers.Add(nn.BatchNorm1d(width));
        }

        if (Hidden != Activation.Linear)
        {
            layers.Add(Hidden.ToModule());
        }

        if (Dropout > 0)
        {
            layers.Add(nn.Dropout(Dropout));
        }
    }
}
