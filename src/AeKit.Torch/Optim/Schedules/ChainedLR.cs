namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Steps several schedules at once, each from the rate the one before has set (in PyTorch: ChainedScheduler).</summary>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.ChainedLR"/>.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;

                    /// <inheritdoc cref="lr_scheduler.ChainedLR"/>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        _schedulers = [.. schedulers];
                        if (_schedulers.Length == 0) throw new ArgumentException("A chain needs at least one schedule.", nameof(schedulers));
                    }

                    /// <summary>Steps all schedules.</summary>
                    public override void step()
                    {
                        foreach (var scheduler in _schedulers) scheduler.step();
                    }

                    private protected override IEnumerable<double> LastRates => _schedulers[^1].get_last_lr();

                    private protected override double Next(int epoch, double rate, double baseRate) => rate;

                    private protected override double At(int epoch, double baseRate) => baseRate;
                }
            }
        }
    }
}
