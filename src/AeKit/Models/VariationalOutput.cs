using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>What a pass through a variational autoencoder gives back: the posterior q(z | x) = N(μ, diag σ²), one sample z of it, and its reconstruction.</summary>
/// <param name="Reconstruction">x̂, the mean of p(x | z) at the sample, (N, D).</param>
/// <param name="Latent">z, the sample, (N, K).</param>
/// <param name="Output">The decoder's last linear output a at the sample, (N, D).</param>
/// <param name="Mean">μ, (N, K).</param>
/// <param name="LogVariance">log σ², (N, K).</param>
public sealed record VariationalOutput(Tensor Reconstruction, Tensor Latent, Tensor Output, Tensor Mean, Tensor LogVariance)
    : AutoencoderOutput(Reconstruction, Latent, Output)
{
    /// <summary>
    /// KL(N(μₖ, σₖ²) ‖ N(0, 1)) = ½ (μₖ² + σₖ² − 1 − log σₖ²) of every example and latent dimension
    /// (Kingma and Welling, 2014, appendix B), in nats.
    /// </summary>
    /// <returns>(N, K); its sum over K is the KL divergence of an example.</returns>
    public Tensor KlPerDimension() => 0.5 * (Mean * Mean + LogVariance.exp() - 1 - LogVariance);
}
