using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// The observation model p(x | z): what the decoder's last linear output means, and the reconstruction term
/// −log p(x | z) that follows from it. The choice of a "loss function" for an autoencoder is this choice
/// (Goodfellow, Bengio and Courville, Deep Learning, §14.4).
/// </summary>
public abstract class Likelihood
{
    private protected Likelihood()
    {
    }

    /// <summary>
    /// p(x | z) = ∏ᵢ σ(aᵢ)^xᵢ (1 − σ(aᵢ))^(1 − xᵢ), for x in [0, 1]: binary cross-entropy. The reconstruction is σ(a).
    /// On grey pixels the minimum is their entropy, not zero.
    /// </summary>
    public static Likelihood Bernoulli { get; } = new BernoulliLikelihood();

    /// <summary>
    /// ½ ‖x − a‖²: the negative log-likelihood of N(a, I) without its constant ½ D log 2π. The reconstruction is a.
    /// </summary>
    public static Likelihood SquaredError { get; } = new SquaredErrorLikelihood();

    /// <summary>p(x | z) = N(a, σ² I) with a fixed variance, constant included. The reconstruction is a.</summary>
    /// <param name="variance">σ², positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variance is not positive.</exception>
    public static Likelihood Gaussian(double variance) => new GaussianLikelihood(variance);

    /// <summary>The mean of p(x | z), which is the reconstruction x̂.</summary>
    /// <param name="output">The decoder's last linear output a, (N, D).</param>
    /// <returns>(N, D).</returns>
    public abstract Tensor Mean(Tensor output);

    /// <summary>−log p(x | z) of each example: a sum over its D dimensions, in nats.</summary>
    /// <param name="x">The observed examples, (N, D).</param>
    /// <param name="output">The decoder's last linear output a, (N, D).</param>
    /// <returns>(N).</returns>
    public abstract Tensor NegativeLogLikelihood(Tensor x, Tensor output);

    /// <summary>σ² of a normal likelihood with its constant, otherwise null.</summary>
    internal virtual double? Variance => null;

    private sealed class BernoulliLikelihood : Likelihood
    {
        public override Tensor Mean(Tensor output) => output.sigmoid();

        public override Tensor NegativeLogLikelihood(Tensor x, Tensor output) =>
            nn.functional.binary_cross_entropy_with_logits(output, x, reduction: nn.Reduction.None).sum(dim: 1);
    }

    private sealed class SquaredErrorLikelihood : Likelihood
    {
        public override Tensor Mean(Tensor output) => output;

        public override Tensor NegativeLogLikelihood(Tensor x, Tensor output) =>
            0.5 * nn.functional.mse_loss(output, x, nn.Reduction.None).sum(dim: 1);
    }

    private sealed class GaussianLikelihood : Likelihood
    {
        private readonly double _variance;

        public GaussianLikelihood(double variance)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(variance);
            _variance = variance;
        }

        internal override double? Variance => _variance;

        public override Tensor Mean(Tensor output) => output;

        public override Tensor NegativeLogLikelihood(Tensor x, Tensor output) =>
            0.5 / _variance * nn.functional.mse_loss(output, x, nn.Reduction.None).sum(dim: 1)
            + 0.5 * x.shape[1] * Math.Log(2 * Math.PI * _variance);
    }
}
