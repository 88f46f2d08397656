using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Binary cross-entropy of probabilities, in nats, averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.BCELoss();</code></example>
    public sealed class BCELoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        private readonly torch.Tensor? _weight;

        internal BCELoss(torch.Tensor? weight, torch.nn.Reduction reduction) : base(nameof(BCELoss), reduction)
        {
            _weight = weight;
        }

        /// <summary>The loss of <paramref name="input"/> against <paramref name="target"/> of the same shape: zero-dimensional, or of that shape if the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.binary_cross_entropy(input, target, _weight, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Binary cross-entropy of probabilities, in nats, averaged unless asked otherwise.</summary>
            public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);
        }
    }
}
