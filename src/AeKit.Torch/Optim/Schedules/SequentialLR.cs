namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// One schedule after the other: the next begins, from the base rate, at each epoch of <paramref name="milestones"/>, of which
            /// there is one less than schedules (in PyTorch: SequentialLR).
            /// </summary>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.SequentialLR"/>.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;
                    private int _current;
                    private int _time;

                    /// <inheritdoc cref="lr_scheduler.SequentialLR"/>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch)
                    {
                        (_schedulers, _milestones, _time) = ([.. schedulers], [.. milestones], last_epoch + 1);
                        if (_schedulers.Length == 0 || _milestones.Length != _schedulers.Length - 1)
                            throw new ArgumentException($"{_schedulers.Length} schedules need one milestone less, but there are {_milestones.Length}.", nameof(milestones));
                        // Each schedule has set its first rate when it was made; only that of the first counts.
                        for (var i = 0; i < GroupCount; i++) Group(i).LearningRate = Group(i).InitialLearningRate;
                        _schedulers[0].Start();
                    }

                    /// <summary>Goes on to the next epoch.</summary>
                    public override void step()
                    {
                        _time++;
                        _current = _milestones.Count(m => m <= _time);
                        if (_current > 0 && _milestones[_current - 1] == _time) _schedulers[_current].step(0);
                        else _schedulers[_current].step();
                    }

                    private protected override IEnumerable<double> LastRates => _schedulers[_current].get_last_lr();

                    private protected override double Next(int epoch, double rate, double baseRate) => rate;

                    private protected override double At(int epoch, double baseRate) => baseRate;
                }
            }
        }
    }
}
