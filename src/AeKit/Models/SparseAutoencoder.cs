using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// An autoencoder whose code may be longer than its input, because few of its units are active for any one example:
/// minimise E −log p(x | g(z)) + Ω(z), z = f(x), with Ω a <see cref="Sparsity"/>
/// (Ng, CS294A lecture notes "Sparse autoencoder", 2011, section 3).
/// </summary>
/// <example><code>
/// var model = new SparseAutoencoder([64, 100], Sparsity.KL(target: 0.05, weight: 1));
/// var output = model.call(x);                         // Latent: (N, 100), in (0, 1)
/// var loss = model.Loss(x, output);                   // Regularization: the weighted penalty
/// </code></example>
public sealed class SparseAutoencoder : Autoencoder
{
    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="sizes">The encoder's layer sizes: input, hidden layers, latent. At least two, all positive.</param>
    /// <param name="penalty">Ω, with its weight.</param>
    /// <param name="likelihood">What the output means; <see cref="Likelihood.SquaredError"/> unless given.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <param name="latentActivation">On the code itself; <see cref="Sparsity.KL"/> needs <see cref="Activation.Sigmoid"/>, <see cref="Sparsity.L1"/> suits <see cref="Activation.ReLU"/> as well.</param>
    /// <param name="tied">Whether the decoder uses the encoder's weights, transposed. With L1 this also keeps the code from shrinking while the decoder grows.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, one that is not positive, or a penalty that does not suit the code's activation.</exception>
    public SparseAutoencoder(
        long[] sizes,
        Sparsity penalty,
        Likelihood? likelihood = null,
        Activation activation = Activation.ReLU,
        Activation latentActivation = Activation.Sigmoid,
        bool tied = false)
        : base(nameof(SparseAutoencoder), sizes, likelihood, activation, latentActivation, tied)
    {
        ArgumentNullException.ThrowIfNull(penalty);
        penalty.Require(latentActivation);
        Penalty = penalty;
    }

    /// <summary>Ω.</summary>
    public Sparsity Penalty { get; }

    /// <inheritdoc/>
    public override LossTerms Loss(Tensor x, AutoencoderOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var reconstruction = base.Loss(x, output).Reconstruction;
        var regularization = Penalty.Penalty(output.Latent);
        return new LossTerms(reconstruction + regularization, reconstruction, regularization);
    }
}
