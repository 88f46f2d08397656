using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Kullback-Leibler divergence of log-probabilities from the target, averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.KLDivLoss();</code></example>
    public sealed class KLDivLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        private readonly bool _log_target;

        internal KLDivLoss(bool log_target, torch.nn.Reduction reduction) : base(nameof(KLDivLoss), reduction)
        {
            _log_target = log_target;
        }

        /// <summary>The loss of <paramref name="input"/> against <paramref name="target"/> of the same shape: zero-dimensional, or of that shape if the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.kl_div(input, target, _log_target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Kullback-Leibler divergence of log-probabilities from the target, averaged unless asked otherwise.</summary>
            public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target, reduction);
        }
    }
}
