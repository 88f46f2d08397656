namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>ηₜ = η₀ γᵗ: the rate is multiplied by γ every epoch (in PyTorch: ExponentialLR).</summary>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.ExponentialLR"/>.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double _gamma;

                    /// <inheritdoc cref="lr_scheduler.ExponentialLR"/>
                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _gamma = gamma;
                    }

                    private protected override double Next(int epoch, double rate, double baseRate) =>
                        epoch == 0 ? rate : rate * _gamma;

                    private protected override double At(int epoch, double baseRate) =>
                        baseRate * Math.Pow(_gamma, epoch);
                }
            }
        }
    }
}
