using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// An autoencoder that learns to undo noise: while it trains, its input is corrupted, x̃ = x + σ ε with ε ~ N(0, I),
/// and it must reconstruct the clean x: minimise E −log p(x | g(f(x̃))) (Vincent et al., ICML 2008, eq. 4).
/// In evaluation mode nothing is added. For linear models of N(0, 1) data the optimum is x̂ = x̃ / (1 + σ²).
/// </summary>
/// <example><code>
/// var model = new DenoisingAutoencoder([64, 128, 32], noise: 0.3);
/// model.train();
/// var loss = model.Loss(clean, model.call(clean));    // the noise is added inside
/// </code></example>
public sealed class DenoisingAutoencoder : Autoencoder
{
    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="sizes">The encoder's layer sizes: input, hidden layers, latent. At least two, all positive.</param>
    /// <param name="noise">σ, the standard deviation of the noise, in units of the data.</param>
    /// <param name="likelihood">What the output means; <see cref="Likelihood.SquaredError"/> unless given.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <param name="latentActivation">After the encoder's last layer: on the code itself.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The noise is negative.</exception>
    public DenoisingAutoencoder(long[] sizes, double noise, Likelihood? likelihood = null, Activation activation = Activation.ReLU, Activation latentActivation = Activation.Linear)
        : base(nameof(DenoisingAutoencoder), sizes, likelihood, activation, latentActivation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        Noise = noise;
    }

    /// <summary>σ, the standard deviation of the noise.</summary>
    public double Noise { get; }

    /// <inheritdoc/>
    public override AutoencoderOutput forward(Tensor input) =>
        base.forward(training ? input + Noise * randn_like(input) : input);
}
