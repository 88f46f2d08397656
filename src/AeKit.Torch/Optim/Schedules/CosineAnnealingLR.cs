namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// ηₜ = η_min + ½ (η₀ − η_min)(1 + cos(π t / T_max)): falls from the base rate to <paramref name="eta_min"/> in
            /// <paramref name="T_max"/> epochs (Loshchilov and Hutter 2017, without restarts).
            /// </summary>
            /// <exception cref="ArgumentOutOfRangeException">T_max is not positive.</exception>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.CosineAnnealingLR"/>.</summary>
                public sealed class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period;
                    private readonly double _least;

                    /// <inheritdoc cref="lr_scheduler.CosineAnnealingLR"/>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(T_max);
                        (_period, _least) = (T_max, eta_min);
                    }

                    // PyTorch's recurrence, ηₜ₊₁ − η_min = (ηₜ − η_min)(1 + cos(π(t+1)/T)) / (1 + cos(πt/T)), which is 0/0 right
                    // after the minimum; there the closed form's difference takes its place.
                    private protected override double Next(int epoch, double rate, double baseRate) =>
                        (epoch - 1 - _period) % (2 * _period) == 0
                            ? rate + (baseRate - _least) * (1 - Math.Cos(Math.PI / _period)) / 2
                            : (1 + Math.Cos(Math.PI * epoch / _period)) / (1 + Math.Cos(Math.PI * (epoch - 1) / _period)) * (rate - _least) + _least;

                    private protected override double At(int epoch, double baseRate) =>
                        _least + (baseRate - _least) * (1 + Math.Cos(Math.PI * epoch / _period)) / 2;
                }
            }
        }
    }
}
