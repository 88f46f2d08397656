using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Explorer;

/// <summary>What the explorer has to know of a model, the same for all kinds.</summary>
/// <param name="Model">The model.</param>
/// <param name="Layers">From the code, and the label beside it, to the linear output.</param>
/// <param name="EncoderEnd">The layer that gives the code; null if that is a linear head.</param>
/// <param name="Likelihood">What the output means.</param>
/// <param name="LatentSize">K.</param>
/// <param name="Classes">C of a model that is conditioned on a label, otherwise 0.</param>
/// <param name="Prior">What new codes are drawn from.</param>
/// <param name="IntegerCodes">Whether codes are rounded.</param>
internal sealed record ModelDecoder(
    EncoderDecoder Model, IReadOnlyList<NetworkLayer> Layers, NetworkLayer? EncoderEnd, Likelihood Likelihood, int LatentSize, int Classes, Prior Prior, bool IntegerCodes)
{
    public string Name => Model.GetName();

    public ScalarType NumberType => Model.parameters().First().dtype;

    /// <exception cref="NotSupportedException">The model is none of the kit's.</exception>
    public static ModelDecoder Of(EncoderDecoder model)
    {
        string parts = model is ConditionalVae ? "vae." : "";
        IReadOnlyList<NetworkLayer> Layers(string part) => NetworkLayer.Of(model, parts + part);
        return model switch
        {
            ConditionalVae vae => new(model, Layers("decoder"), null, vae.Likelihood, (int)vae.LatentSize, vae.Classes, Prior.Normal, false),
            CollapsedVae vae => new(
                model, Layers("decoder"), null, vae.Likelihood, (int)vae.LatentSize, 0, vae.Density is { } density ? Prior.Mixture(density) : Prior.None, false),
            VariationalAutoencoder vae => new(model, Layers("decoder"), null, vae.Likelihood, (int)vae.LatentSize, 0, Prior.Normal, false),
            Autoencoder autoencoder => new(
                model, Layers("decoder"), Layers("encoder")[^1], autoencoder.Likelihood, Inputs(Layers("decoder")[0]), 0, Prior.None,
                autoencoder is CompressiveAutoencoder { Quantization: not Quantization.None }),
            _ => throw new NotSupportedException(
                $"{model.GetName()}: the explorer knows the decoders of {nameof(Autoencoder)}, {nameof(VariationalAutoencoder)} and the models derived from them, and of {nameof(ConditionalVae)}. Show decoded codes of another model with Plot.Images."),
        };
    }

    /// <exception cref="ArgumentException">The examples are not of the size of the model's output.</exception>
    public void Require(Dataset? data)
    {
        if (data is null)
            return;
        long outputs = Decode(zeros(1, LatentSize, dtype: NumberType), 0).numel();
        if (data.FeatureCount != outputs)
            throw new ArgumentException($"{Name} has {outputs} outputs, but an example of {data.Name} has {data.FeatureCount} values: pass data like those it was trained on.", nameof(data));
    }

    /// <summary>Codes of examples, (N, K); of a variational model the means.</summary>
    public Tensor Encode(Dataset data)
    {
        if (Model is not ConditionalVae conditional)
            return Codes.Of(Model, data);
        Tensor labels = data.Labels ?? throw new ArgumentException($"{Name}: codes depend on labels, and {data.Name} has none.", nameof(data));
        return conditional.Encode(data.Features.to_type(NumberType), labels);
    }

    /// <summary>Reconstructions of codes, (N, D).</summary>
    /// <param name="codes">(N, K).</param>
    /// <param name="label">The class of all of them, of a model that is conditioned on it.</param>
    public Tensor Decode(Tensor codes, int label) => Model is ConditionalVae conditional
        ? conditional.Decode(codes, zeros(codes.shape[0], dtype: ScalarType.Int64) + label)
        : Model.Decode(codes);

    /// <summary>What the decoder's first layer gets, (N, K + C).</summary>
    public Tensor Input(Tensor codes, int label) => Classes == 0
        ? codes
        : cat([codes, nn.functional.one_hot(zeros(codes.shape[0], dtype: ScalarType.Int64) + label, Classes).to_type(codes.dtype)], dim: 1);

    /// <summary>The values that the encoder's last activation can give; null if there is none.</summary>
    public (float Low, float High)? RangeOfActivation() => EncoderEnd?.Module switch
    {
        Sigmoid => (0, 1),
        Tanh => (-1, 1),
        _ => null,
    };

    private static int Inputs(NetworkLayer first) => first.Module switch
    {
        Linear linear => (int)linear.weight!.shape[1],
        TransposedLinear tied => (int)tied.Weight.shape[0],
        var other => throw new NotSupportedException($"{first.Name} is a {other.GetName()}, not a linear layer, so the explorer does not know the length of the code."),
    };
}
