namespace TorchSharp;

public static partial class torch
{
    /// <summary>Probability distributions with densities in nats and samples that follow PyTorch's stream (in PyTorch: torch.distributions).</summary>
    public static partial class distributions
    {
        /// <summary>
        /// A batch of probability distributions. A sample has shape [sample_shape, <see cref="batch_shape"/>, <see cref="event_shape"/>]:
        /// draws, distributions that differ in their parameters, dimensions of one outcome.
        /// </summary>
        public abstract class Distribution : IDisposable
        {
            /// <summary>The source of random numbers; null for the default one.</summary>
            protected Generator? generator;

            /// <summary>A batch of distributions that draw from <paramref name="generator"/>, or from the default generator if null.</summary>
            public Distribution(Generator? generator, long[]? batch_shape = null, long[]? event_shape = null)
                : this(generator, new Size(batch_shape ?? []), new Size(event_shape ?? []))
            {
            }

            /// <summary>A batch of distributions that draw from <paramref name="generator"/>, or from the default generator if null.</summary>
            public Distribution(Generator? generator, Size batch_shape, Size? event_shape = null)
            {
                this.generator = generator;
                this.batch_shape = batch_shape;
                this.event_shape = event_shape ?? Size.Empty;
            }

            /// <summary>The shape of the batch of distributions.</summary>
            public Size batch_shape { get; protected set; }

            /// <summary>The shape of one outcome; no dimensions for a single number.</summary>
            public Size event_shape { get; protected set; }

            /// <summary>The expectation, [batch_shape, event_shape].</summary>
            public abstract Tensor mean { get; }

            /// <summary>The most probable outcome, [batch_shape, event_shape].</summary>
            /// <exception cref="NotSupportedException">The distribution does not provide it.</exception>
            public virtual Tensor mode => throw Missing(nameof(mode));

            /// <summary>The variance, [batch_shape, event_shape].</summary>
            public abstract Tensor variance { get; }

            /// <summary>The standard deviation, [batch_shape, event_shape].</summary>
            public virtual Tensor stddev => variance.sqrt();

            /// <summary>Draws outcomes, [sample_shape, batch_shape, event_shape], without gradient.</summary>
            public virtual Tensor sample(params long[] sample_shape)
            {
                using (no_grad()) return rsample(sample_shape);
            }

            /// <summary>Draws outcomes, [sample_shape, batch_shape, event_shape], without gradient.</summary>
            public Tensor sample(Size sample_shape) => sample(sample_shape.Shape);

            /// <summary>
            /// Draws outcomes, [sample_shape, batch_shape, event_shape], as a differentiable function of the parameters where
            /// the distribution has one (reparametrisation, Kingma and Welling 2014).
            /// </summary>
            public abstract Tensor rsample(params long[] sample_shape);

            /// <summary>Draws outcomes as a differentiable function of the parameters.</summary>
            public Tensor rsample(Size sample_shape) => rsample(sample_shape.Shape);

            /// <summary>The logarithm of the density or probability of <paramref name="value"/>, in nats; broadcast against batch_shape.</summary>
            public abstract Tensor log_prob(Tensor value);

            /// <summary>The entropy in nats, [batch_shape].</summary>
            public abstract Tensor entropy();

            /// <summary>The same distributions as views in the larger batch <paramref name="batch_shape"/>, written into <paramref name="instance"/> if that is given.</summary>
            public abstract Distribution expand(Size batch_shape, Distribution? instance = null);

            /// <summary>The probability of an outcome of at most <paramref name="value"/>.</summary>
            /// <exception cref="NotSupportedException">The distribution does not provide it.</exception>
            public virtual Tensor cdf(Tensor value) => throw Missing(nameof(cdf));

            /// <summary>The inverse of <see cref="cdf"/>: the outcome with the cumulative probability <paramref name="value"/>.</summary>
            /// <exception cref="NotSupportedException">The distribution does not provide it.</exception>
            public virtual Tensor icdf(Tensor value) => throw Missing(nameof(icdf));

            /// <summary>All outcomes of a discrete distribution.</summary>
            /// <exception cref="NotSupportedException">The distribution does not provide it.</exception>
            public virtual Tensor enumerate_support(bool expand = true) => throw Missing(nameof(enumerate_support));

            /// <summary>e to the entropy, [batch_shape].</summary>
            public virtual Tensor perplexity() => entropy().exp();

            /// <summary>[sample_shape, batch_shape, event_shape].</summary>
            protected long[] ExtendedShape(params long[] sample_shape) => [.. sample_shape, .. batch_shape, .. event_shape];

            /// <summary>Probabilities of unnormalised log-probabilities: the logistic function for two outcomes, softmax over the last dimension otherwise.</summary>
            protected Tensor LogitsToProbs(Tensor logits, bool isBinary = false) => isBinary ? logits.sigmoid() : logits.softmax(-1);

            /// <summary>Log-odds of the probability of 1 for two outcomes, logarithms otherwise; probabilities are kept off 0 and 1 by the type's precision.</summary>
            protected Tensor ProbsToLogits(Tensor probs, bool isBinary = false)
            {
                var safe = ClampProbs(probs);
                return isBinary ? safe.log().sub(safe.neg().log1p()) : safe.log();
            }

            /// <summary>Probabilities kept off 0 and 1 by the type's precision.</summary>
            protected Tensor ClampProbs(Tensor probs)
            {
                var epsilon = probs.dtype == ScalarType.Float64 ? Math.BitIncrement(1.0) - 1 : MathF.BitIncrement(1f) - 1;
                return probs.clamp(epsilon, 1 - epsilon);
            }

            /// <summary>Lets go of the parameters; the tensors they were made from stay.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Lets go of the parameters.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            private NotSupportedException Missing(string member) => new($"The distribution {GetType().Name} does not provide {member}.");
        }
    }
}
