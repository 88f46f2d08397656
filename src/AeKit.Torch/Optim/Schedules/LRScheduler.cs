namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules: how learning rates change from epoch to epoch. Step a schedule after the optimiser's steps of an epoch.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Changes the learning rates of an optimiser's groups, in PyTorch's chainable way: each step from the rates of the step before.</summary>
            public abstract class LRScheduler
            {
                private readonly List<ILearningRateController> _groups;
                private readonly List<double> _baseRates;
                private readonly List<double> _lastRates;
                private readonly bool _verbose;
                private int _epoch;

                /// <summary>Takes over the optimiser's rates as the base rates of epoch <paramref name="last_epoch"/> + 1.</summary>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    _groups = [.. optimizer.ParamGroups];
                    foreach (var group in _groups)
                    {
                        // As in PyTorch the first schedule of a group decides which rate is its base; later ones find it changed already.
                        if (last_epoch == -1 && group is not Modules.ParamGroup { IsScheduled: true }) group.InitialLearningRate = group.LearningRate;
                        if (group is Modules.ParamGroup scheduled) scheduled.IsScheduled = true;
                    }

                    _baseRates = [.. _groups.Select(group => group.InitialLearningRate)];
                    _lastRates = [.. _groups.Select(group => group.LearningRate)];
                    _epoch = last_epoch + 1;
                    _verbose = verbose;
                }

                private protected LRScheduler()
                {
                    (_groups, _baseRates, _lastRates) = ([], [], []);
                }

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes on to the next epoch, or jumps to <paramref name="epoch"/> by the schedule's closed form.</summary>
                public virtual void step(int? epoch)
                {
                    _epoch = epoch ?? _epoch + 1;
                    for (var i = 0; i < _groups.Count; i++)
                    {
                        var rate = epoch is null ? Next(_epoch, _groups[i].LearningRate, _baseRates[i]) : At(_epoch, _baseRates[i]);
                        SetRate(i, rate);
                    }
                }

                /// <summary>Goes on to the next epoch; only a schedule that watches a metric looks at <paramref name="current"/>.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates that the last step set, one per group.</summary>
                public IEnumerable<double> get_last_lr() => LastRates;

                private protected virtual IEnumerable<double> LastRates => _lastRates;

                /// <summary>Sets the rates of the first epoch, for a schedule that does not start with the optimiser's.</summary>
                internal void Start()
                {
                    for (var i = 0; i < _groups.Count; i++) SetRate(i, Next(_epoch, _groups[i].LearningRate, _baseRates[i]));
                }

                private protected ILearningRateController Group(int group) => _groups[group];

                private protected int GroupCount => _groups.Count;

                private protected double Rate(int group) => _groups[group].LearningRate;

                private protected void SetRate(int group, double rate)
                {
                    if (_verbose && rate != _lastRates[group]) Console.WriteLine($"Adjusting learning rate of group {group} to {rate:g4}.");
                    _groups[group].LearningRate = rate;
                    _lastRates[group] = rate;
                }

                /// <summary>The rate of <paramref name="epoch"/> from that of the epoch before.</summary>
                private protected abstract double Next(int epoch, double rate, double baseRate);

                /// <summary>The rate of <paramref name="epoch"/> from the base rate alone.</summary>
                private protected abstract double At(int epoch, double baseRate);
            }

            /// <summary>The schedules' types; make them with the methods of <see cref="lr_scheduler"/>.</summary>
            public static partial class impl
            {
            }
        }
    }
}
