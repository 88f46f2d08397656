using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Squared error below beta, absolute error above, averaged unless asked otherwise.</summary>
    /// <example><code>using var loss = torch.nn.SmoothL1Loss();</code></example>
    public sealed class SmoothL1Loss : Loss<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        private readonly double _beta;

        internal SmoothL1Loss(double beta, torch.nn.Reduction reduction) : base(nameof(SmoothL1Loss), reduction)
        {
            _beta = beta;
        }

        /// <summary>The loss of <paramref name="input"/> against <paramref name="target"/> of the same shape: zero-dimensional, or of that shape if the reduction is None.</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor target)
            => torch.nn.functional.smooth_l1_loss(input, target, reduction, _beta);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Squared error below beta, absolute error above, averaged unless asked otherwise.</summary>
            public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) => new(beta, reduction);
        }
    }
}
