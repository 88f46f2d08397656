using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>What a pass through a model gives back.</summary>
/// <param name="Reconstruction">x̂, the mean of p(x | z), (N, D).</param>
/// <param name="Latent">z, the code, (N, K).</param>
/// <param name="Output">The decoder's last linear output a, before the likelihood's mean function; (N, D). For Bernoulli these are logits.</param>
public record AutoencoderOutput(Tensor Reconstruction, Tensor Latent, Tensor Output);

/// <summary>The objective and its parts: scalars in nats per example (sum over dimensions, mean over the batch).</summary>
/// <param name="Total">What training minimises: Reconstruction + Regularization, each with its weight applied.</param>
/// <param name="Reconstruction">−log p(x | z), see <see cref="Likelihood"/>.</param>
/// <param name="Regularization">What the model adds to it; zero for a plain autoencoder.</param>
public sealed record LossTerms(Tensor Total, Tensor Reconstruction, Tensor Regularization);

/// <summary>An encoder x → z, a decoder z → x̂, and the objective that trains both: every model of the kit is one.</summary>
public abstract class EncoderDecoder : nn.Module<Tensor, AutoencoderOutput>
{
    /// <param name="name">The module's name, shown when it is printed.</param>
    protected EncoderDecoder(string name) : base(name)
    {
    }

    /// <summary>The encoder.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <returns>Codes z, (N, K).</returns>
    public abstract Tensor Encode(Tensor x);

    /// <summary>The decoder.</summary>
    /// <param name="z">Codes, (N, K).</param>
    /// <returns>Reconstructions x̂, (N, D).</returns>
    public abstract Tensor Decode(Tensor z);

    /// <summary>The model's objective on a batch.</summary>
    /// <param name="x">The examples to be reconstructed, (N, D).</param>
    /// <param name="output">What <c>call(x)</c> gave for them.</param>
    /// <returns>Nats per example.</returns>
    public abstract LossTerms Loss(Tensor x, AutoencoderOutput output);

    /// <summary>What <see cref="Training.Trainer"/> minimises: a pass through the model and its loss.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <param name="labels">Their labels, (N), integers; only models that are conditioned on labels use them.</param>
    /// <returns>Nats per example.</returns>
    public virtual LossTerms Objective(Tensor x, Tensor? labels) => Loss(x, call(x));
}
