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

        /// <summary>The loss of input1 against the target input2.</summary>
        public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2)
            => torch.nn.functional.mse_loss(input1, input2, reduction);
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
