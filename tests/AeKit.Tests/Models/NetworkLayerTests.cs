using AeKit.Data;
using AeKit.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Tests.Models;

public sealed class NetworkLayerTests
{
    [Fact]
    public void The_layers_of_a_part_applied_in_turn_are_the_part()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var model = new ConvolutionalAutoencoder([1, 8, 8], channels: [4, 6], latent: 3, activation: Activation.LeakyReLU);
        var x = rand(5, 64);

        var encoder = NetworkLayer.Of(model, "encoder");

        Assert.Equal(["encoder.0", "encoder.1", "encoder.2", "encoder.3", "encoder.4", "encoder.5", "encoder.6"], encoder.Select(layer => layer.Name));
        Assert.Equal(model.Encode(x).ToArray(), encoder.Aggregate(x, (value, layer) => layer.Module.call(value)).ToArray());
        Assert.Equal([1L, 8, 8], Assert.IsType<Unflatten>(encoder[0].Module).unflattened_size);
        Assert.Equal(0.01, Assert.IsType<LeakyReLU>(encoder[2].Module).negative_slope);
    }

    [Fact]
    public void A_layer_alone_a_part_of_a_part_and_tied_weights_are_found()
    {
        using var conditional = new ConditionalVae([6, 5, 2], 3, Likelihood.Bernoulli);
        using var tied = new Autoencoder([6, 4, 2], tied: true);

        Assert.Equal("vae.mean", Assert.Single(NetworkLayer.Of(conditional, "vae.mean")).Name);
        Assert.Equal("vae.decoder.0", NetworkLayer.Of(conditional, "vae.decoder")[0].Name);
        Assert.Same(
            Assert.IsType<Linear>(NetworkLayer.Of(tied, "encoder")[^1].Module).weight,
            Assert.IsType<TransposedLinear>(NetworkLayer.Of(tied, "decoder")[0].Module).Weight);
    }

    [Fact]
    public void What_is_not_there_or_no_layer_is_refused()
    {
        using var conditional = new ConditionalVae([6, 5, 2], 3, Likelihood.Bernoulli);

        Assert.Contains("no part 'encoder'", Assert.Throws<ArgumentException>(() => NetworkLayer.Of(conditional, "encoder")).Message, StringComparison.Ordinal);
        Assert.Contains("no layer", Assert.Throws<ArgumentException>(() => NetworkLayer.Of(conditional, "vae")).Message, StringComparison.Ordinal);
    }
}
