using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Absolute error |x − t|, averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.L1Loss();</code></example>
    public sealed class L1Loss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal L1Loss(torch.nn.Reduction reduction) : base(nameof(L1Loss), reduction)
        {
        }

        /// <summary>The loss of <paramref name="input"/> against <paramref name="target"/> of the same shape: zero-dimensional, or of that shape if the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.l1_loss(input, target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Absolute error |x − t|, averaged unless asked otherwise.</summary>
            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}
