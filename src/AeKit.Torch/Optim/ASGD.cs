using TorchSharp.Kernels;
using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Gradient descent with falling rate that also averages the parameters from step t0 on (Polyak and Juditsky 1992); the average is State.ax (in PyTorch: torch.optim.ASGD).</summary>
    /// <example><code>using var optimizer = torch.optim.ASGD(model.parameters(), lr: 1e-2);</code></example>
    public class ASGD : OptimizerHelper
    {
        private readonly Options _defaults;

        /// <summary>One group of parameters.</summary>
        public ASGD(IEnumerable<Parameter> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, lambd, alpha, t0, weight_decay, maximize)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public ASGD(IEnumerable<ParamGroup<Options>> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
        {
            Require(lr >= 0, "learning rate", lr, "0 or more");
            Require(weight_decay >= 0, "weight_decay", weight_decay, "0 or more");
            _defaults = new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay, maximize = maximize };
            foreach (var group in parameters) add_param_group(group);
            RequireParameters();
        }

        /// <summary>Adds a group of parameters; options left null are the optimiser's.</summary>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            ArgumentNullException.ThrowIfNull(param_group);
            var options = param_group.Options as Options ?? new Options();
            options.FillFrom(_defaults);
            param_group.Options = options;
            Register(param_group, p => new State(p, options));
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var o = (Options)group.Options;
            foreach (var parameter in group.Members)
            {
                if (parameter.Meta?.Grad is not { } grad) continue;
                var state = (State)StateOf(parameter);
                state.step++;
                using var gradient = new Dense(grad);
                var factors = new ASGDStep.Factors(state.eta, state.mu, o.lambd!.Value, o.weight_decay!.Value, o.maximize!.Value);
                if (parameter.dtype == torch.ScalarType.Float32)
                    ASGDStep.Run<float>(factors, parameter.Span<float>(), gradient.Span<float>(), state.ax.Span<float>());
                else
                    ASGDStep.Run<double>(factors, parameter.Span<double>(), gradient.Span<double>(), state.ax.Span<double>());
                parameter.ChangedBy(null);
                state.eta = o.LearningRate!.Value / Math.Pow(1 + o.lambd.Value * o.LearningRate.Value * state.step, o.alpha!.Value);
                state.mu = 1 / Math.Max(1, state.step - o.t0!.Value);
            }
        }

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>Whether to ascend.</summary>
            public bool? maximize;

            /// <summary>Decay of the parameters and, with alpha, of the rate.</summary>
            public double? lambd;

            /// <summary>Power with which the rate falls.</summary>
            public double? alpha;

            /// <summary>Strength of weight decay.</summary>
            public double? weight_decay;

            /// <summary>The step averaging starts at.</summary>
            public double? t0;

            private protected override void Visit(Fields fields)
            {
                fields.Option(ref maximize);
                fields.Option(ref lambd);
                fields.Option(ref alpha);
                fields.Option(ref weight_decay);
                fields.Option(ref t0);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : ParameterState
        {
            internal State(Parameter parameter, Options options) : base(parameter)
            {
                eta = options.LearningRate!.Value;
                mu = 1;
                ax = Zeros(parameter);
            }

            /// <summary>Steps taken.</summary>
            public long step;

            /// <summary>The rate of the next step.</summary>
            public double eta;

            /// <summary>Weight of the next parameters in the average.</summary>
            public double mu;

            /// <summary>Average of the parameters, of the parameter's shape.</summary>
            public torch.Tensor ax;

            private protected override void Visit(Fields fields)
            {
                fields.Count(ref step);
                fields.Number(ref eta);
                fields.Number(ref mu);
                fields.Buffer(ref ax, nameof(ax));
            }
        }

        /// <summary>Parameters with options of their own.</summary>
        public class ParamGroup : ParamGroup<Options>
        {
            /// <summary>An empty group.</summary>
            public ParamGroup()
            {
            }

            /// <summary>A group with the given options.</summary>
            public ParamGroup(IEnumerable<Parameter> parameters, Options? options) : base(parameters, options)
            {
            }

            /// <summary>A group with the given options.</summary>
            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-2, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0)
                : base(parameters, new Options { LearningRate = lr, lambd = lambd, alpha = alpha, t0 = t0, weight_decay = weight_decay })
            {
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Gradient descent with falling rate that also averages the parameters from step t0 on (Polyak and Juditsky 1992); the average is State.ax.</summary>
            public static ASGD ASGD(IEnumerable<Parameter> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
                => new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);

            /// <summary>Gradient descent with falling rate that also averages the parameters from step t0 on (Polyak and Juditsky 1992); the average is State.ax.</summary>
            public static ASGD ASGD(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
                => new(parameters.Select(p => p.parameter), lr, lambd, alpha, t0, weight_decay, maximize);

            /// <summary>Gradient descent with falling rate that also averages the parameters from step t0 on (Polyak and Juditsky 1992); the average is State.ax, with options per group.</summary>
            public static ASGD ASGD(IEnumerable<ParamGroup<ASGD.Options>> parameters, double lr = 1e-3, double lambd = 1e-4, double alpha = 0.75, double t0 = 1e6, double weight_decay = 0, bool maximize = false)
                => new(parameters, lr, lambd, alpha, t0, weight_decay, maximize);
        }
    }
}
