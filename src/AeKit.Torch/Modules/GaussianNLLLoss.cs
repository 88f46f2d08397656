using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Negative log-likelihood of targets under normal distributions with the input as mean: (ln σ² + (t − x)²/σ²)/2 (in PyTorch: torch.nn.GaussianNLLLoss).</summary>
    /// <example><code>using var loss = torch.nn.GaussianNLLLoss();</code></example>
    public sealed class GaussianNLLLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor>
    {
        /// <summary>The loss with the given options.</summary>
        public GaussianNLLLoss(bool full = false, float eps = 1e-8f, torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : base(nameof(GaussianNLLLoss), reduction)
        {
            this.full = full;
            this.eps = eps;
        }

        /// <summary>Whether ln(2π)/2 is added.</summary>
        public bool full { get; }

        /// <summary>The least variance.</summary>
        public float eps { get; }

        /// <summary>The loss of means <paramref name="input"/> and variances <paramref name="variance"/> (of the same shape, or one per row) against <paramref name="target"/>.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target, torch.Tensor variance)
            => torch.nn.functional.gaussian_nll_loss(input, target, variance, full, eps, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Negative log-likelihood of targets under normal distributions with the input as mean: (ln σ² + (t − x)²/σ²)/2.</summary>
            public static GaussianNLLLoss GaussianNLLLoss(bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean) => new(full, eps, reduction);
        }
    }
}
