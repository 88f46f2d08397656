using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>What a pass through a compressive autoencoder gives back.</summary>
/// <param name="Reconstruction">x̂, the mean of p(x | z), (N, D).</param>
/// <param name="Latent">z, the quantised code, or what stands for it in training, (N, K).</param>
/// <param name="Output">The decoder's last linear output a, (N, D).</param>
/// <param name="Rate">−ln P(z) of each example under the entropy model, (N), in nats; zero without quantisation.</param>
public sealed record CompressiveOutput(Tensor Reconstruction, Tensor Latent, Tensor Output, Tensor Rate)
    : AutoencoderOutput(Reconstruction, Latent, Output)
{
    /// <summary>The rate of each example in bits, (N).</summary>
    public Tensor RateInBits() => Rate / Math.Log(2);
}
