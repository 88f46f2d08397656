using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Huber loss, averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.HuberLoss();</code></example>
    public sealed class HuberLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        private readonly double _delta;

        internal HuberLoss(double delta, torch.nn.Reduction reduction) : base(nameof(HuberLoss), reduction)
        {
            _delta = delta;
        }

        /// <summary>The loss of <paramref name="input"/> against <paramref name="target"/> of the same shape: zero-dimensional, or of that shape if the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.huber_loss(input, target, _delta, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Huber loss, averaged unless asked otherwise.</summary>
            public static HuberLoss HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) => new(delta, reduction);
        }
    }
}
