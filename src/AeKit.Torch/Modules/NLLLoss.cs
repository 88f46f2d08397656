using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Negative log-likelihood of log-probabilities [n, classes] and classes [n], averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.NLLLoss();</code></example>
    public sealed class NLLLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        private readonly torch.Tensor? _weight;

        internal NLLLoss(torch.Tensor? weight, torch.nn.Reduction reduction) : base(nameof(NLLLoss), reduction)
        {
            _weight = weight;
        }

        /// <summary>The loss of log-probabilities <paramref name="input"/> [n, classes, …] against the Int64 classes <paramref name="target"/> [n, …]: zero-dimensional unless the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.nll_loss(input, target, _weight, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Negative log-likelihood of log-probabilities [n, classes] and classes [n], averaged unless asked otherwise.</summary>
            public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);
        }
    }
}
