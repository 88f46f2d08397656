using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Binary cross-entropy of logits, in nats, averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.BCEWithLogitsLoss();</code></example>
    public sealed class BCEWithLogitsLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        private readonly torch.Tensor? _weight;
        private readonly torch.Tensor? _pos_weights;

        internal BCEWithLogitsLoss(torch.Tensor? weight, torch.Tensor? pos_weights, torch.nn.Reduction reduction) : base(nameof(BCEWithLogitsLoss), reduction)
        {
            _weight = weight;
            _pos_weights = pos_weights;
        }

        /// <summary>The loss of <paramref name="input"/> against <paramref name="target"/> of the same shape: zero-dimensional, or of that shape if the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.binary_cross_entropy_with_logits(input, target, _weight, reduction, _pos_weights);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Binary cross-entropy of logits, in nats, averaged unless asked otherwise.</summary>
            public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) => new(weight, pos_weights, reduction);
        }
    }
}
