using TorchSharp.Optim;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// The rate rises from base_lr to max_lr in step_size_up steps and falls back in step_size_down (the same number if −1), again
            /// and again, while the momentum does the opposite; step it after every batch (Smith 2017; in PyTorch: CyclicLR).
            /// </summary>
            public static LRScheduler CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null, impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum, last_epoch, verbose);

            /// <summary>Rises and falls, with numbers per group of parameters.</summary>
            public static LRScheduler CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null, impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Rises and falls of the rate.</summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly double[] _least;
                    private readonly double[] _most;
                    private readonly double[] _leastMomentum;
                    private readonly double[] _mostMomentum;
                    private readonly double _length;
                    private readonly double _rise;
                    private readonly Func<double, double> _scale;
                    private readonly ScaleMode _scaleMode;
                    private readonly bool _cyclesMomentum;
                    private int _time;

                    /// <summary>How the peaks change; without a function of one's own.</summary>
                    public enum Mode
                    {
                        /// <summary>They stay.</summary>
                        Triangular,
                        /// <summary>Each is half as high above base_lr as the one before.</summary>
                        Triangular2,
                        /// <summary>The height above base_lr is multiplied by gamma every step.</summary>
                        ExpRange,
                    }

                    /// <summary>What the scaling function is a function of.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The number of the cycle, from 1.</summary>
                        Cycle,
                        /// <summary>The number of the step.</summary>
                        Iterations,
                    }

                    /// <summary>The same numbers for all groups.</summary>
                    public CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => base_lr), optimizer.ParamGroups.Select(_ => max_lr), step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum,
                            optimizer.ParamGroups.Select(_ => base_momentum), optimizer.ParamGroups.Select(_ => max_momentum), last_epoch, verbose)
                    {
                    }

                    /// <summary>Numbers per group.</summary>
                    public CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1.0, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step_size_up);
                        if (cycle_momentum) CycledMomentum.Require(optimizer.ParamGroups);
                        _least = CycledMomentum.PerGroup(base_lr, 0, GroupCount, nameof(base_lr));
                        _most = CycledMomentum.PerGroup(max_lr, 0, GroupCount, nameof(max_lr));
                        _leastMomentum = CycledMomentum.PerGroup(base_momentum, 0.8, GroupCount, nameof(base_momentum));
                        _mostMomentum = CycledMomentum.PerGroup(max_momentum, 0.9, GroupCount, nameof(max_momentum));
                        _length = (double)step_size_up + (step_size_down > 0 ? step_size_down : step_size_up);
                        _rise = step_size_up / _length;
                        (_scale, _scaleMode) = (scale_fn, mode) switch
                        {
                            ({ } own, _) => (own, scale_mode),
                            (_, Mode.Triangular2) => (cycle => Math.Pow(0.5, cycle - 1), ScaleMode.Cycle),
                            (_, Mode.ExpRange) => (time => Math.Pow(gamma, time), ScaleMode.Iterations),
                            _ => (_ => 1.0, ScaleMode.Cycle),
                        };
                        (_cyclesMomentum, _time) = (cycle_momentum, last_epoch + 1);
                        Apply();
                    }

                    /// <summary>Goes on to the next step, or jumps to step <paramref name="epoch"/>.</summary>
                    public override void step(int? epoch)
                    {
                        _time = epoch ?? _time + 1;
                        Apply();
                    }

                    private void Apply()
                    {
                        var cycle = Math.Floor(1 + _time / _length);
                        var place = 1 + _time / _length - cycle;
                        var height = place <= _rise ? place / _rise : (place - 1) / (_rise - 1);
                        var scaled = height * _scale(_scaleMode == ScaleMode.Cycle ? cycle : _time);
                        for (var i = 0; i < GroupCount; i++)
                        {
                            SetRate(i, _least[i] + (_most[i] - _least[i]) * scaled);
                            if (_cyclesMomentum) CycledMomentum.Set(Group(i), _mostMomentum[i] - (_mostMomentum[i] - _leastMomentum[i]) * scaled);
                        }
                    }

                    private protected override double Next(int epoch, double rate, double baseRate) => rate;

                    private protected override double At(int epoch, double baseRate) => baseRate;
                }
            }
        }
    }
}
