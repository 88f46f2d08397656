using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Cross-entropy of logits [n, classes] and classes [n], in nats, averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.CrossEntropyLoss();</code></example>
    public sealed class CrossEntropyLoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        private readonly torch.Tensor? _weight;
        private readonly long? _ignore_index;

        internal CrossEntropyLoss(torch.Tensor? weight, long? ignore_index, torch.nn.Reduction reduction) : base(nameof(CrossEntropyLoss), reduction)
        {
            _weight = weight;
            _ignore_index = ignore_index;
        }

        /// <summary>The loss of logits <paramref name="input"/> [n, classes, …] against classes [n, …] (Int64) or probabilities of the input's shape: zero-dimensional unless the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.cross_entropy(input, target, _weight, _ignore_index ?? -100, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Cross-entropy of logits [n, classes] and classes [n], in nats, averaged unless asked otherwise.</summary>
            public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) => new(weight, ignore_index, reduction);
        }
    }
}
