using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// The constant-variance VAE: q(z | x) = N(μ(x), s² I) with one fixed s for all x (Ghosh et al., "From variational to
/// deterministic autoencoders", ICLR 2020, section 3). Its KL(q ‖ N(0, I)) = ½ (‖μ‖² + K (s² − 1 − log s²)) has only
/// ½ ‖μ‖² to learn from, which is the code regulariser of the deterministic RAE of the same paper; the constant is kept, so
/// that the objective at β = 1 still is a bound, −ELBO ≥ −log p(x). What remains of the variational autoencoder is an
/// autoencoder that is trained with noise on its code. Nothing draws the codes towards the whole prior, so new examples come
/// from a density that is fitted to the codes afterwards (section 4.1 there): <see cref="FitDensity"/>, then <see cref="Sample"/>.
/// </summary>
/// <remarks>Not to be confused with posterior collapse, where μ(x) no longer depends on x, nor with the <see cref="ConditionalVae"/>.</remarks>
/// <example><code>
/// var model = new CollapsedVae([64, 128, 8], standardDeviation: 0.1, Likelihood.Bernoulli);
/// // … train …
/// model.FitDensity(model.Encode(train.Features), components: 10);
/// var pictures = model.Sample(16);                    // (16, 64)
/// </code></example>
public sealed class CollapsedVae : VariationalAutoencoder
{
    /// <summary>Layers with PyTorch's default initialisation, drawn from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="sizes">The encoder's layer sizes: input, hidden layers, latent; the decoder is its mirror. At least two, all positive.</param>
    /// <param name="standardDeviation">s, positive.</param>
    /// <param name="likelihood">What the output means.</param>
    /// <param name="beta">β ≥ 0, the weight of KL.</param>
    /// <param name="activation">After every hidden layer of encoder and decoder.</param>
    /// <param name="dropout">The probability that a unit of a hidden layer is dropped while training; the code and the output are never dropped.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one that is not positive.</exception>
    /// <exception cref="ArgumentOutOfRangeException">s is not a positive number, β is negative, or a dropout outside [0, 1).</exception>
    public CollapsedVae(
        long[] sizes,
        double standardDeviation,
        Likelihood likelihood,
        double beta = 1,
        Activation activation = Activation.ReLU,
        double dropout = 0)
        : base(nameof(CollapsedVae), sizes, likelihood, beta, 0, activation, Positive(standardDeviation), Probability(dropout)) =>
        StandardDeviation = standardDeviation;

    /// <summary>s.</summary>
    public double StandardDeviation { get; }

    /// <summary>The density that new codes are drawn from; null before <see cref="FitDensity"/>. It is not saved with the weights.</summary>
    public GaussianMixture? Density { get; private set; }

    /// <summary>Fits a mixture of normal distributions to codes of the training data, by <see cref="GaussianMixture.Fit"/>.</summary>
    /// <param name="codes">What <c>Encode</c> gives for the training data, (N, K).</param>
    /// <param name="components">The number of normal distributions; 1 fits a single one.</param>
    /// <exception cref="ArgumentException">The codes are not of this model's size, or too few.</exception>
    public void FitDensity(Tensor codes, int components = 10)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (codes.dim() != 2 || codes.shape[1] != LatentSize)
        {
            throw new ArgumentException($"Codes of this model have shape (N, {LatentSize}); got ({string.Join(", ", codes.shape)}). Pass what Encode gives.", nameof(codes));
        }

        Density = GaussianMixture.Fit(codes, components);
    }

    /// <summary>New examples: z from the fitted density, and the mean of p(x | z). Without gradients.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>(count, D).</returns>
    /// <exception cref="InvalidOperationException">No density has been fitted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1.</exception>
    public override Tensor Sample(long count)
    {
        if (Density is null)
        {
            throw new InvalidOperationException("This model has no density to draw codes from yet: call FitDensity with the codes of the training data first.");
        }

        using var noGrad = no_grad();
        return Decode(Density.Sample(count));
    }

    private static double Probability(double dropout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dropout);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(dropout, 1);
        return dropout;
    }

    private static double Positive(double standardDeviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(standardDeviation);
        return double.IsFinite(standardDeviation)
            ? standardDeviation
            : throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "The standard deviation of the code must be a number.");
    }
}
