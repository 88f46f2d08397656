namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rate is multiplied by <paramref name="factor"/> for the first <paramref name="total_iters"/> epochs (in PyTorch: ConstantLR).</summary>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.ConstantLR"/>.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double _factor;
                    private readonly int _length;

                    /// <inheritdoc cref="lr_scheduler.ConstantLR"/>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (factor is < 0 or > 1) throw new ArgumentException($"The factor must lie in 0 … 1, not be {factor}.", nameof(factor));
                        (_factor, _length) = (factor, total_iters);
                        Start();
                    }

                    private protected override double Next(int epoch, double rate, double baseRate) =>
                        epoch == 0 ? rate * _factor : epoch == _length ? rate / _factor : rate;

                    private protected override double At(int epoch, double baseRate) =>
                        epoch < _length ? baseRate * _factor : baseRate;
                }
            }
        }
    }
}
