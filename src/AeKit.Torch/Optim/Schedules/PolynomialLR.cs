namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>ηₜ = η₀ (1 − t / total_iters)^power, then 0 (in PyTorch: PolynomialLR).</summary>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.PolynomialLR"/>.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int _length;
                    private readonly double _power;

                    /// <inheritdoc cref="lr_scheduler.PolynomialLR"/>
                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1.0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total_iters);
                        (_length, _power) = (total_iters, power);
                    }

                    private protected override double Next(int epoch, double rate, double baseRate) =>
                        epoch == 0 || epoch > _length ? rate : rate * Math.Pow((1 - (double)epoch / _length) / (1 - (double)(epoch - 1) / _length), _power);

                    private protected override double At(int epoch, double baseRate) =>
                        baseRate * Math.Pow(1 - (double)Math.Min(epoch, _length) / _length, _power);
                }
            }
        }
    }
}
