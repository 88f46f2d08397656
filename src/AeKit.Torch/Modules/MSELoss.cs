using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Squared error (x − t)², averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.MSELoss();</code></example>
    public sealed class MSELoss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal MSELoss(torch.nn.Reduction reduction) : base(nameof(MSELoss), reduction)
        {
        }

        /// <summary>The loss of <paramref name="input"/> against <paramref name="target"/> of the same shape: zero-dimensional, or of that shape if the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.mse_loss(input, target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Squared error (x − t)², averaged unless asked otherwise.</summary>
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}
