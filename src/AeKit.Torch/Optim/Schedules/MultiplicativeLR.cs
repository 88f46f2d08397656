namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>ηₜ = ηₜ₋₁ λ(t) with a function of the epoch (in PyTorch: MultiplicativeLR).</summary>
            public static LRScheduler MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiplicativeLR(optimizer, lr_lambda, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.MultiplicativeLR"/>.</summary>
                public class MultiplicativeLR : LRScheduler
                {
                    private readonly Func<int, double> _factor;

                    /// <inheritdoc cref="lr_scheduler.MultiplicativeLR"/>
                    public MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentNullException.ThrowIfNull(lr_lambda);
                        _factor = lr_lambda;
                    }

                    private protected override double Next(int epoch, double rate, double baseRate) => epoch == 0 ? rate : rate * _factor(epoch);

                    private protected override double At(int epoch, double baseRate) => Enumerable.Range(1, epoch).Aggregate(baseRate, (rate, e) => rate * _factor(e));
                }
            }
        }
    }
}
