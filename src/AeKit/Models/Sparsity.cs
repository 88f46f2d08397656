using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>A penalty that keeps most latent units of a <see cref="SparseAutoencoder"/> silent.</summary>
public abstract class Sparsity
{
    private protected Sparsity()
    {
    }

    /// <summary>weight · 1/N Σₙ Σₖ |zₙₖ|: the mean absolute code, summed over its units (Olshausen and Field, Nature 381, 1996).</summary>
    /// <param name="weight">At least 0, in nats per unit of code.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative.</exception>
    public static Sparsity L1(double weight) => new L1Sparsity(weight);

    /// <summary>
    /// weight · Σₖ KL(ρ ‖ ρ̂ₖ), with ρ̂ₖ the mean of unit k over the batch and
    /// KL(ρ ‖ ρ̂) = ρ ln(ρ/ρ̂) + (1−ρ) ln((1−ρ)/(1−ρ̂)) (Ng, CS294A lecture notes "Sparse autoencoder", 2011, section 3).
    /// For sigmoid codes. A mean over a small batch is noisy: use batches of a hundred examples or more.
    /// </summary>
    /// <param name="target">ρ, the activity that every unit should have on average, in (0, 1), for instance 0.05.</param>
    /// <param name="weight">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is not in (0, 1), or the weight is negative.</exception>
    public static Sparsity KL(double target, double weight) => new KLSparsity(target, weight);

    /// <summary>The weighted penalty.</summary>
    /// <param name="latent">Codes of a batch, (N, K).</param>
    /// <returns>A scalar, nats per example.</returns>
    public abstract Tensor Penalty(Tensor latent);

    /// <summary>The factor of the penalty.</summary>
    internal abstract double Weight { get; }

    /// <summary>ρ of KL sparsity; null for L1.</summary>
    internal virtual double? Target => null;

    internal virtual void Require(Activation latentActivation)
    {
    }

    private sealed class L1Sparsity : Sparsity
    {
        private readonly double _weight;

        public L1Sparsity(double weight)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(weight);
            _weight = weight;
        }

        internal override double Weight => _weight;

        public override Tensor Penalty(Tensor latent) => _weight * latent.abs().sum(dim: 1).mean();
    }

    private sealed class KLSparsity : Sparsity
    {
        // Where a unit is always silent or always active in a batch, the divergence is infinite.
        private const double Least = 1e-6;

        private readonly double _target;
        private readonly double _weight;

        public KLSparsity(double target, double weight)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, 1);
            ArgumentOutOfRangeException.ThrowIfNegative(weight);
            _target = target;
            _weight = weight;
        }

        internal override double Weight => _weight;

        internal override double? Target => _target;

        public override Tensor Penalty(Tensor latent)
        {
            var activity = latent.mean([0]).clamp(Least, 1 - Least);
            var negativeEntropy = _target * Math.Log(_target) + (1 - _target) * Math.Log(1 - _target);
            return _weight * (negativeEntropy - _target * activity.log() - (1 - _target) * (1 - activity).log()).sum();
        }

        internal override void Require(Activation latentActivation)
        {
            if (latentActivation != Activation.Sigmoid)
            {
                throw new ArgumentException(
                    $"KL sparsity compares the mean of a unit with a probability, so codes must lie in (0, 1): use latentActivation: Activation.Sigmoid, not {latentActivation}, or Sparsity.L1.",
                    nameof(latentActivation));
            }
        }
    }
}
