using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// An autoencoder that learns to undo noise: while it trains, its input is corrupted, x̃ = m ⊙ (x + σ ε) with ε ~ N(0, I)
/// and a mask m whose entries are 0 with probability ν and else 1, and it must reconstruct the clean x:
/// minimise E −log p(x | g(f(x̃))) (Vincent et al., ICML 2008, eq. 4; JMLR 11, 2010, section 3.3).
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
    /// <param name="masking">ν, the probability that an entry of the input is set to zero, in [0, 1).</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The noise is negative, or ν is not in [0, 1).</exception>
    public DenoisingAutoencoder(
        long[] sizes,
        double noise,
        Likelihood? likelihood = null,
        Activation activation = Activation.ReLU,
        Activation latentActivation = Activation.Linear,
        double masking = 0)
        : base(nameof(DenoisingAutoencoder), sizes, likelihood, activation, latentActivation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        ArgumentOutOfRangeException.ThrowIfNegative(masking);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(masking, 1);
        Noise = noise;
        Masking = masking;
    }

    /// <summary>σ, the standard deviation of the noise.</summary>
    public double Noise { get; }

    /// <summary>ν, the probability that an entry of the input is set to zero.</summary>
    public double Masking { get; }

    /// <inheritdoc/>
    public override AutoencoderOutput forward(Tensor input) => base.forward(training ? Corrupt(input) : input);

    /// <summary>x̃: the input with fresh noise.</summary>
    /// <param name="x">Examples, (N, D).</param>
    /// <returns>(N, D).</returns>
    public Tensor Corrupt(Tensor x)
    {
        var noisy = Noise > 0 ? x + Noise * randn_like(x) : x;
        return Masking > 0 ? noisy * (rand_like(x) >= Masking) : noisy;
    }
}
