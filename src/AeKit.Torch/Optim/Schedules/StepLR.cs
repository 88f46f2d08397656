namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>ηₜ = η₀ γ^⌊t / step_size⌋: the rate is multiplied by γ every <paramref name="step_size"/> epochs.</summary>
            /// <exception cref="ArgumentOutOfRangeException">The period is not positive.</exception>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.StepLR"/>.</summary>
                public sealed class StepLR : LRScheduler
                {
                    private readonly int _period;
                    private readonly double _gamma;

                    /// <inheritdoc cref="lr_scheduler.StepLR"/>
                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step_size);
                        (_period, _gamma) = (step_size, gamma);
                    }

                    private protected override double Next(int epoch, double rate, double baseRate) => epoch % _period == 0 ? rate * _gamma : rate;

                    private protected override double At(int epoch, double baseRate) => baseRate * Math.Pow(_gamma, epoch / _period);
                }
            }
        }
    }
}
