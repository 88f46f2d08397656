namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rate goes from <paramref name="start_factor"/> to <paramref name="end_factor"/> times the base rate in <paramref name="total_iters"/> equal steps; a warm-up (in PyTorch: LinearLR).</summary>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.LinearLR"/>.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double _start;
                    private readonly double _end;
                    private readonly int _length;

                    /// <inheritdoc cref="lr_scheduler.LinearLR"/>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1.0, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total_iters);
                        if (start_factor is <= 0 or > 1) throw new ArgumentException($"The start factor must lie in 0 … 1 and not be 0, but is {start_factor}.", nameof(start_factor));
                        if (end_factor is < 0 or > 1) throw new ArgumentException($"The end factor must lie in 0 … 1, not be {end_factor}.", nameof(end_factor));
                        (_start, _end, _length) = (start_factor, end_factor, total_iters);
                        Start();
                    }

                    private protected override double Next(int epoch, double rate, double baseRate) =>
                        epoch == 0 ? rate * _start : epoch > _length ? rate : rate * (1 + (_end - _start) / (_length * _start + (epoch - 1) * (_end - _start)));

                    private protected override double At(int epoch, double baseRate) =>
                        baseRate * (_start + (_end - _start) * Math.Min(epoch, _length) / _length);
                }
            }
        }
    }
}
