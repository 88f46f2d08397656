using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Negative log-likelihood of counts under Poisson distributions: λ − t ln λ (in PyTorch: torch.nn.PoissonNLLLoss).</summary>
    /// <example><code>using var loss = torch.nn.PoissonNLLLoss();</code></example>
    public sealed class PoissonNLLLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        /// <summary>The loss with the given options.</summary>
        public PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-8f, torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : base(nameof(PoissonNLLLoss), reduction)
        {
            this.log_input = log_input;
            this.full = full;
            this.eps = eps;
        }

        /// <summary>Whether the input is ln λ rather than λ.</summary>
        public bool log_input { get; }

        /// <summary>Whether Stirling's approximation of ln t! is added.</summary>
        public bool full { get; }

        /// <summary>Added to λ in the logarithm.</summary>
        public float eps { get; }

        /// <summary>The loss of <paramref name="input"/> against <paramref name="target"/> of the same shape: zero-dimensional, or of that shape if the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.poisson_nll_loss(input, target, log_input, full, eps, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Negative log-likelihood of counts under Poisson distributions: λ − t ln λ.</summary>
            public static PoissonNLLLoss PoissonNLLLoss(bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean) => new(log_input, full, eps, reduction);
        }
    }
}
