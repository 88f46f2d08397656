using TorchSharp.Optim;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// One rise from max_lr / div_factor to max_lr during the share pct_start of all steps, then a fall to max_lr / (div_factor ·
            /// final_div_factor), while the momentum does the opposite; step it after every batch (Smith and Topin 2018; in PyTorch: OneCycleLR).
            /// </summary>
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            /// <summary>One rise and one fall, with numbers per group of parameters.</summary>
            public static LRScheduler OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>One rise and one fall of the rate.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly double[] _largest;
                    private readonly double[] _leastMomentum;
                    private readonly double[] _mostMomentum;
                    private readonly double _first;
                    private readonly double _last;
                    private readonly int _steps;
                    private readonly double[] _ends;
                    private readonly bool _cosine;
                    private readonly bool _cyclesMomentum;
                    private int _time;

                    /// <summary>The form of rise and fall.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos,
                        /// <summary>A line.</summary>
                        Linear,
                    }

                    /// <summary>The same numbers for all groups.</summary>
                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            optimizer.ParamGroups.Select(_ => base_momentum), optimizer.ParamGroups.Select(_ => max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <summary>Numbers per group.</summary>
                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _steps = total_steps != -1 ? total_steps : epochs * steps_per_epoch;
                        if (_steps <= 0 || (total_steps == -1 && epochs <= 0))
                            throw new ArgumentException("OneCycleLR: give a positive total_steps, or positive epochs and steps_per_epoch.", nameof(total_steps));
                        if (pct_start is < 0 or > 1) throw new ArgumentException($"OneCycleLR: pct_start must lie in 0 … 1, not be {pct_start}.", nameof(pct_start));
                        if (cycle_momentum) CycledMomentum.Require(optimizer.ParamGroups);
                        _largest = CycledMomentum.PerGroup(max_lr, 0, GroupCount, nameof(max_lr));
                        _leastMomentum = CycledMomentum.PerGroup(base_momentum, 0.85, GroupCount, nameof(base_momentum));
                        _mostMomentum = CycledMomentum.PerGroup(max_momentum, 0.95, GroupCount, nameof(max_momentum));
                        (_first, _last) = (1 / div_factor, 1 / (div_factor * final_div_factor));
                        _ends = three_phase ? [pct_start * _steps - 1, 2 * pct_start * _steps - 2, _steps - 1] : [pct_start * _steps - 1, _steps - 1];
                        (_cosine, _cyclesMomentum, _time) = (anneal_strategy == AnnealStrategy.Cos, cycle_momentum, last_epoch + 1);
                        Apply();
                    }

                    /// <summary>Goes on to the next step, or jumps to step <paramref name="epoch"/>.</summary>
                    /// <exception cref="InvalidOperationException">The cycle is over.</exception>
                    public override void step(int? epoch)
                    {
                        var time = epoch ?? _time + 1;
                        if (time > _steps) throw new InvalidOperationException($"OneCycleLR: step {time}, but the cycle has {_steps} steps.");
                        _time = time;
                        Apply();
                    }

                    private void Apply()
                    {
                        var phase = 0;
                        while (phase < _ends.Length - 1 && _time > _ends[phase]) phase++;
                        var start = phase == 0 ? 0 : _ends[phase - 1];
                        var share = (_time - start) / (_ends[phase] - start);
                        for (var i = 0; i < GroupCount; i++)
                        {
                            // In three phases the rate falls as it rose, and then on.
                            double[] rates = _ends.Length == 3 ? [_first, 1, _first, _last] : [_first, 1, _last];
                            SetRate(i, _largest[i] * Between(rates[phase], rates[phase + 1], share));
                            if (!_cyclesMomentum) continue;
                            double[] momenta = [_mostMomentum[i], _leastMomentum[i], _mostMomentum[i], _mostMomentum[i]];
                            CycledMomentum.Set(Group(i), Between(momenta[phase], momenta[phase + 1], share));
                        }
                    }

                    private double Between(double start, double end, double share)
                        => _cosine ? end + (start - end) / 2 * (Math.Cos(Math.PI * share) + 1) : start + (end - start) * share;

                    private protected override double Next(int epoch, double rate, double baseRate) => rate;

                    private protected override double At(int epoch, double baseRate) => baseRate;
                }
            }
        }
    }
}
