using TorchSharp.Modules;
using TorchSharp.Tensors;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Outcomes 0 … k − 1 with probabilities proportional to probs, or to e^logits, along the last dimension; the other
    /// dimensions are batch_shape (in PyTorch: torch.distributions.Categorical).
    /// </summary>
    /// <example><code>
    /// using var p = torch.distributions.Categorical(logits: scores);    // [128, 10]
    /// var classes = p.sample();                                         // [128], Int64
    /// </code></example>
    public class Categorical : Distribution
    {
        private torch.Tensor? _probs;
        private torch.Tensor? _logits;
        private long _events;

        /// <summary>Distributions from nonnegative <paramref name="probs"/> or from <paramref name="logits"/>, both [batch_shape, k] and unnormalised.</summary>
        /// <exception cref="ArgumentException">Both or neither are given, or there is no dimension of outcomes.</exception>
        public Categorical(torch.Tensor? probs = null, torch.Tensor? logits = null, torch.Generator? generator = null) : base(generator)
        {
            if (probs is null == logits is null) throw new ArgumentException("Categorical: give either probs or logits.");
            var sizes = (probs ?? logits)!.shape;
            if (sizes.Length == 0) throw new ArgumentException("Categorical: expected probabilities or logits of shape [batch_shape, outcomes], got a single number.");
            using (torch.NewDisposeScope())
            {
                _probs = probs?.div(probs.sum([-1L], keepdim: true)).DetachFromDisposeScope();
                _logits = logits?.sub(logits.logsumexp(-1, keepdim: true)).DetachFromDisposeScope();
            }
            _events = sizes[^1];
            batch_shape = sizes[..^1];
        }

        /// <summary>The probabilities, normalised, [batch_shape, k].</summary>
        public torch.Tensor probs => _probs ?? LogitsToProbs(_logits!);

        /// <summary>The logarithms of the probabilities, [batch_shape, k].</summary>
        public torch.Tensor logits => _logits ?? ProbsToLogits(_probs!);

        /// <summary>The shape of the parameters, [batch_shape, k].</summary>
        public long[] param_shape => (_probs ?? _logits)!.shape;

        /// <summary>NaN: classes have no mean.</summary>
        public override torch.Tensor mean => torch.full(ExtendedShape(), double.NaN, (_probs ?? _logits)!.dtype);

        /// <summary>NaN: classes have no variance.</summary>
        public override torch.Tensor variance => torch.full(ExtendedShape(), double.NaN, (_probs ?? _logits)!.dtype);

        /// <summary>Classes, Int64, [sample_shape, batch_shape]; they have no gradient.</summary>
        public override torch.Tensor rsample(params long[] sample_shape)
        {
            using var scope = torch.NewDisposeScope();
            var count = sample_shape.Aggregate(1L, (product, size) => product * size);
            var classes = torch.multinomial(probs.detach().reshape(-1, _events), count, replacement: true, generator);
            return classes.T.reshape(ExtendedShape(sample_shape)).MoveToOuterDisposeScope();
        }

        /// <summary>The logarithms of the probabilities of classes <paramref name="value"/>, broadcast against batch_shape.</summary>
        public override torch.Tensor log_prob(torch.Tensor value)
        {
            using var scope = torch.NewDisposeScope();
            var classes = value.to_type(torch.ScalarType.Int64);
            var shape = Shape.Broadcast(classes.shape, batch_shape.Shape, "log_prob");
            var chosen = logits.expand([.. shape, _events]).gather(-1, classes.expand(shape).unsqueeze(-1));
            return chosen.squeeze(-1).MoveToOuterDisposeScope();
        }

        /// <inheritdoc/>
        public override torch.Tensor entropy()
        {
            // A class of probability 0 has the logit −∞ and contributes nothing.
            var least = (_probs ?? _logits)!.dtype == torch.ScalarType.Float64 ? double.MinValue : float.MinValue;
            return torch.WrappedTensorDisposeScope(() => (logits.clamp_min(least) * probs).sum([-1L]).neg());
        }

        /// <inheritdoc/>
        public override Distribution expand(torch.Size batch_shape, Distribution? instance = null)
        {
            var target = instance switch
            {
                null => new Categorical(_probs, _logits, generator),
                Categorical categorical => categorical,
                _ => throw new ArgumentException($"expand: the instance must be a Categorical distribution, not {instance.GetType().Name}.", nameof(instance)),
            };
            long[] sizes = [.. batch_shape, _events];
            var (p, l) = (_probs?.expand(sizes), _logits?.expand(sizes));
            target.Dispose(true);
            target._probs = p?.DetachFromDisposeScope();
            target._logits = l?.DetachFromDisposeScope();
            target._events = _events;
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
            /// <summary>Distributions over classes from probabilities or logits [batch_shape, k], which need not be normalised.</summary>
            public static Categorical Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);

            /// <summary>One distribution with equal probabilities of 0 … <paramref name="categories"/> − 1.</summary>
            public static Categorical Categorical(int categories, Generator? generator = null) => new(full([(long)categories], 1.0 / categories), null, generator);
        }
    }
}
