using TorchSharp.Modules;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Outcomes 0 and 1 with the probability of 1 given as such or as log-odds ln(p/(1 − p)):
    /// ln p(x) = x ln p + (1 − x) ln(1 − p) (in PyTorch: torch.distributions.Bernoulli).
    /// </summary>
    /// <example><code>
    /// using var p = torch.distributions.Bernoulli(logits: decoder.call(z));    // [128, 784]
    /// var logLikelihood = p.log_prob(x).sum(dim: 1);                           // [128], −binary cross-entropy
    /// </code></example>
    public class Bernoulli : Distribution
    {
        private torch.Tensor? _probs;
        private torch.Tensor? _logits;

        /// <summary>Distributions from probabilities <paramref name="p"/> or log-odds <paramref name="l"/>.</summary>
        /// <exception cref="ArgumentException">Both or neither are given.</exception>
        public Bernoulli(torch.Tensor? p = null, torch.Tensor? l = null, torch.Generator? generator = null) : base(generator)
        {
            if (p is null == l is null) throw new ArgumentException("Bernoulli: give either probs or logits.");
            _probs = p?.alias().DetachFromDisposeScope();
            _logits = l?.alias().DetachFromDisposeScope();
            batch_shape = (p ?? l)!.shape;
        }

        /// <summary>The probabilities of 1, [batch_shape].</summary>
        public torch.Tensor probs => _probs ?? LogitsToProbs(_logits!, isBinary: true);

        /// <summary>The log-odds of 1, [batch_shape].</summary>
        public torch.Tensor logits => _logits ?? ProbsToLogits(_probs!, isBinary: true);

        /// <inheritdoc/>
        public override torch.Tensor mean => probs;

        /// <inheritdoc/>
        public override torch.Tensor variance => torch.WrappedTensorDisposeScope(() => probs * (1 - probs));

        /// <summary>Zeros and ones, [sample_shape, batch_shape]; they have no gradient.</summary>
        public override torch.Tensor rsample(params long[] sample_shape)
            => torch.WrappedTensorDisposeScope(() => torch.bernoulli(probs.expand(ExtendedShape(sample_shape)), generator));

        /// <inheritdoc/>
        public override torch.Tensor log_prob(torch.Tensor value)
        {
            using var scope = torch.NewDisposeScope();
            var broadcast = torch.broadcast_tensors(logits, value);
            return torch.nn.functional.binary_cross_entropy_with_logits(broadcast[0], broadcast[1], reduction: torch.nn.Reduction.None).neg().MoveToOuterDisposeScope();
        }

        /// <inheritdoc/>
        public override torch.Tensor entropy()
            => torch.WrappedTensorDisposeScope(() => torch.nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: torch.nn.Reduction.None));

        /// <inheritdoc/>
        public override Distribution expand(torch.Size batch_shape, Distribution? instance = null)
        {
            var target = instance switch
            {
                null => new Bernoulli(_probs, _logits, generator),
                Bernoulli bernoulli => bernoulli,
                _ => throw new ArgumentException($"expand: the instance must be a Bernoulli distribution, not {instance.GetType().Name}.", nameof(instance)),
            };
            var (p, l) = (_probs?.expand(batch_shape.Shape), _logits?.expand(batch_shape.Shape));
            target.Dispose(true);
            target._probs = p?.DetachFromDisposeScope();
            target._logits = l?.DetachFromDisposeScope();
            target.batch_shape = batch_shape;
            return target;
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing) return;
            _probs?.Dispose();
            _logits?.Dispose();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Distributions over 0 and 1 from the probabilities of 1 or their log-odds.</summary>
            public static Bernoulli Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

            /// <summary>One distribution over 0 and 1, in Float32; give one of the numbers, null for the other.</summary>
            public static Bernoulli Bernoulli(float? probs, float? logits, Generator? generator = null)
                => new(probs is { } p ? tensor(p) : null, logits is { } l ? tensor(l) : null, generator);

            /// <summary>One distribution over 0 and 1, in Float64; give one of the numbers, null for the other.</summary>
            public static Bernoulli Bernoulli(double? probs, double? logits, Generator? generator = null)
                => new(probs is { } p ? tensor(p) : null, logits is { } l ? tensor(l) : null, generator);
        }
    }
}
