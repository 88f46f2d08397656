namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the rate by <paramref name="factor"/> when a metric has stopped improving. Step it with the metric: <c>step(validationLoss)</c>.</summary>
            /// <param name="optimizer">Whose rates to change.</param>
            /// <param name="mode">"min" or "max": which way the metric improves.</param>
            /// <param name="factor">Below 1.</param>
            /// <param name="patience">Epochs without improvement that are let pass.</param>
            /// <param name="threshold">How much better counts as better.</param>
            /// <param name="threshold_mode">"rel": by the factor 1 ± threshold; "abs": by threshold.</param>
            /// <param name="cooldown">Epochs after a reduction that do not count.</param>
            /// <param name="min_lr">Lower bounds: one for all groups or one for each; 0 if missing.</param>
            /// <param name="eps">A change not larger than this is not made.</param>
            /// <param name="verbose">Whether to print each change.</param>
            /// <exception cref="ArgumentException">An unknown mode, a factor of 1 or more, or a wrong number of bounds.</exception>
            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            public static partial class impl
            {
                /// <summary>See <see cref="lr_scheduler.ReduceLROnPlateau"/>.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _maximize;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly double _threshold;
                    private readonly double _eps;
                    private readonly int _patience;
                    private readonly int _cooldown;
                    private readonly IList<double> _bounds;
                    private double _best;
                    private int _badEpochs;
                    private int _coolingEpochs;

                    /// <inheritdoc cref="lr_scheduler.ReduceLROnPlateau"/>
                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        _maximize = mode switch
                        {
                            "min" => false,
                            "max" => true,
                            _ => throw new ArgumentException($"mode is \"min\" or \"max\", not \"{mode}\".", nameof(mode)),
                        };
                        _relative = threshold_mode switch
                        {
                            "rel" => true,
                            "abs" => false,
                            _ => throw new ArgumentException($"threshold_mode is \"rel\" or \"abs\", not \"{threshold_mode}\".", nameof(threshold_mode)),
                        };
                        if (factor >= 1) throw new ArgumentException($"A plateau reduces the rate: factor must be below 1, not {factor}.", nameof(factor));
                        if (min_lr is { Count: > 1 } && min_lr.Count != GroupCount)
                            throw new ArgumentException($"min_lr has {min_lr.Count} bounds for {GroupCount} groups of parameters; give one, or one for each.", nameof(min_lr));

                        (_factor, _patience, _threshold, _cooldown, _eps) = (factor, patience, threshold, cooldown, eps);
                        _bounds = min_lr ?? [];
                        _best = _maximize ? double.NegativeInfinity : double.PositiveInfinity;
                    }

                    /// <summary>Goes on to the next epoch, whose metric was <paramref name="current"/>.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        _badEpochs = IsBetter(current) ? 0 : _badEpochs + 1;
                        if (IsBetter(current)) _best = current;
                        if (_coolingEpochs > 0)
                        {
                            _coolingEpochs--;
                            _badEpochs = 0;
                        }

                        if (_badEpochs > _patience)
                        {
                            for (var i = 0; i < GroupCount; i++) Reduce(i);
                            _coolingEpochs = _cooldown;
                            _badEpochs = 0;
                        }
                    }

                    /// <summary>Not for this schedule.</summary>
                    /// <exception cref="InvalidOperationException">Always: it needs the metric.</exception>
                    public override void step() => step(null);

                    /// <summary>Not for this schedule.</summary>
                    /// <exception cref="InvalidOperationException">Always: it needs the metric.</exception>
                    public override void step(int? epoch) =>
                        throw new InvalidOperationException("ReduceLROnPlateau watches a metric: call step(double) with this epoch's value.");

                    private protected override double Next(int epoch, double rate, double baseRate) => rate;

                    private protected override double At(int epoch, double baseRate) => baseRate;

                    private bool IsBetter(double current) => (_maximize, _relative) switch
                    {
                        (false, true) => current < _best * (1 - _threshold),
                        (false, false) => current < _best - _threshold,
                        (true, true) => current > _best * (1 + _threshold),
                        (true, false) => current > _best + _threshold,
                    };

                    private void Reduce(int group)
                    {
                        var bound = _bounds.Count switch { 0 => 0, 1 => _bounds[0], _ => _bounds[group] };
                        var rate = Math.Max(Rate(group) * _factor, bound);
                        if (Rate(group) - rate > _eps) SetRate(group, rate);
                    }
                }
            }
        }
    }
}
