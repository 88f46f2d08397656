using TorchSharp.Modules;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Normal distributions N(loc, scale²) with loc and scale broadcast to batch_shape:
    /// ln p(x) = −(x − loc)²/(2 scale²) − ln scale − ½ ln 2π (in PyTorch: torch.distributions.Normal).
    /// </summary>
    /// <example><code>
    /// using var q = torch.distributions.Normal(mu, sigma);    // [128, 20] each
    /// var z = q.rsample();                                    // mu + sigma · ε, differentiable
    /// var logDensity = q.log_prob(z).sum(dim: 1);             // [128]
    /// </code></example>
    public class Normal : Distribution
    {
        private torch.Tensor _loc;
        private torch.Tensor _scale;

        /// <summary>Normal distributions with means <paramref name="loc"/> and standard deviations <paramref name="scale"/>.</summary>
        public Normal(torch.Tensor loc, torch.Tensor scale, torch.Generator? generator = null) : base(generator)
        {
            var parameters = torch.broadcast_tensors(loc, scale);
            _loc = parameters[0].DetachFromDisposeScope();
            _scale = parameters[1].DetachFromDisposeScope();
            batch_shape = _loc.shape;
        }

        /// <inheritdoc/>
        public override torch.Tensor mean => _loc;

        /// <inheritdoc/>
        public override torch.Tensor mode => _loc;

        /// <inheritdoc/>
        public override torch.Tensor stddev => _scale;

        /// <inheritdoc/>
        public override torch.Tensor variance => _scale.pow(2);

        /// <inheritdoc/>
        public override torch.Tensor sample(params long[] sample_shape)
        {
            var shape = ExtendedShape(sample_shape);
            using (torch.no_grad()) return torch.normal(_loc.expand(shape), _scale.expand(shape), generator);
        }

        /// <summary>loc + scale · ε with ε from N(0, 1), [sample_shape, batch_shape].</summary>
        public override torch.Tensor rsample(params long[] sample_shape)
        {
            var noise = torch.empty(ExtendedShape(sample_shape), _loc.dtype).normal_(generator: generator);
            return _loc + noise * _scale;
        }

        /// <inheritdoc/>
        public override torch.Tensor log_prob(torch.Tensor value)
        {
            using var scope = torch.NewDisposeScope();
            var deviation = value - _loc;
            var result = deviation.mul(deviation).neg().div(_scale.mul(_scale).mul(2)).sub(_scale.log()).sub(0.5 * Math.Log(2 * Math.PI));
            return result.MoveToOuterDisposeScope();
        }

        /// <inheritdoc/>
        public override torch.Tensor entropy() => torch.WrappedTensorDisposeScope(() => _scale.log().add(0.5 + 0.5 * Math.Log(2 * Math.PI)));

        /// <inheritdoc/>
        public override torch.Tensor cdf(torch.Tensor value)
            => torch.WrappedTensorDisposeScope(() => (value - _loc).div(_scale).mul(Math.Sqrt(0.5)).erf().add(1).mul(0.5));

        /// <inheritdoc/>
        public override torch.Tensor icdf(torch.Tensor value)
            => torch.WrappedTensorDisposeScope(() => _loc + _scale * value.mul(2).sub(1).erfinv().mul(Math.Sqrt(2)));

        /// <inheritdoc/>
        public override Distribution expand(torch.Size batch_shape, Distribution? instance = null)
        {
            var target = instance switch
            {
                null => new Normal(_loc, _scale, generator),
                Normal normal => normal,
                _ => throw new ArgumentException($"expand: the instance must be a Normal distribution, not {instance.GetType().Name}.", nameof(instance)),
            };
            var (loc, scale) = (_loc.expand(batch_shape.Shape), _scale.expand(batch_shape.Shape));
            target._loc.Dispose();
            target._scale.Dispose();
            target._loc = loc.DetachFromDisposeScope();
            target._scale = scale.DetachFromDisposeScope();
            target.batch_shape = batch_shape;
            return target;
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing) return;
            _loc.Dispose();
            _scale.Dispose();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Normal distributions with means <paramref name="loc"/> and standard deviations <paramref name="scale"/>, broadcast.</summary>
            public static Normal Normal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

            /// <summary>One normal distribution in Float32.</summary>
            public static Normal Normal(float loc, float scale = 1.0f, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);

            /// <summary>One normal distribution in Float64.</summary>
            public static Normal Normal(double loc, double scale = 1.0, Generator? generator = null) => new(tensor(loc), tensor(scale), generator);
        }
    }
}
