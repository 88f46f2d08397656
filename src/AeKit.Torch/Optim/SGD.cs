using TorchSharp.Kernels;
using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent, with momentum (Polyak or Nesterov) if asked for.</summary>
    /// <example><code>using var optimizer = torch.optim.SGD(model.parameters(), learningRate: 0.1, momentum: 0.9);</code></example>
    public class SGD : OptimizerHelper, torch.optim.IMomentum
    {
        private readonly Options _defaults;

        /// <summary>One group of parameters.</summary>
        public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        {
            Require(lr >= 0, "learning rate", lr, "0 or more");
            Require(momentum >= 0, "momentum", momentum, "0 or more");
            Require(weight_decay >= 0, "weight_decay", weight_decay, "0 or more");
            if (nesterov && (momentum <= 0 || dampening != 0)) throw new ArgumentException($"SGD: Nesterov's momentum needs a momentum above 0 and no dampening, got {momentum} and {dampening}.");
            _defaults = new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize };
            foreach (var group in parameters) add_param_group(group);
            RequireParameters();
        }

        /// <summary>The momentum of groups added without one.</summary>
        public double Momentum
        {
            get => _defaults.momentum!.Value;
            set => _defaults.momentum = value;
        }

        /// <summary>Adds a group of parameters; options left null are the optimiser's.</summary>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            ArgumentNullException.ThrowIfNull(param_group);
            var options = param_group.Options as Options ?? new Options();
            options.FillFrom(_defaults);
            param_group.Options = options;
            Register(param_group, p => new State(p));
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var o = (Options)group.Options;
            foreach (var parameter in group.Members)
            {
                if (parameter.Meta?.Grad is not { } grad) continue;
                var state = (State)StateOf(parameter);
                var undamped = 1 - o.dampening!.Value;
                if (o.momentum != 0 && state.momentum_buffer is null)
                {
                    state.momentum_buffer = torch.zeros_like(parameter).DetachFromDisposeScope();
                    undamped = 1;
                }
                var factors = new SgdStep.Factors(o.LearningRate!.Value, o.momentum!.Value, undamped, o.weight_decay!.Value, o.nesterov!.Value, o.maximize!.Value);
                using var gradient = new Dense(grad);
                var buffer = o.momentum != 0 ? state.momentum_buffer : null;
                if (parameter.dtype == torch.ScalarType.Float32)
                    SgdStep.Run<float>(factors, parameter.Span<float>(), gradient.Span<float>(), buffer is null ? [] : buffer.Span<float>());
                else
                    SgdStep.Run<double>(factors, parameter.Span<double>(), gradient.Span<double>(), buffer is null ? [] : buffer.Span<double>());
                parameter.ChangedBy(null);
            }
        }

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>How much of the last step is kept.</summary>
            public double? momentum;

            /// <summary>How much the gradient is damped in the momentum.</summary>
            public double? dampening;

            /// <summary>Strength of weight decay.</summary>
            public double? weight_decay;

            /// <summary>Whether momentum is Nesterov's.</summary>
            public bool? nesterov;

            /// <summary>Whether to ascend.</summary>
            public bool? maximize;

            private protected override void Visit(Fields fields)
            {
                fields.Option(ref momentum);
                fields.Option(ref dampening);
                fields.Option(ref weight_decay);
                fields.Option(ref nesterov);
                fields.Option(ref maximize);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : ParameterState
        {
            internal State(Parameter parameter) : base(parameter)
            {
            }

            /// <summary>The momentum, of the parameter's shape; null before the first step.</summary>
            public torch.Tensor? momentum_buffer;

            private protected override void Visit(Fields fields) => fields.OptionalBuffer(ref momentum_buffer);
        }

        /// <summary>Parameters with options of their own.</summary>
        public class ParamGroup : ParamGroup<Options>, torch.optim.IMomentum
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
            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
            {
            }

            /// <summary>The momentum of this group.</summary>
            public double Momentum
            {
                get => Options.momentum!.Value;
                set => Options.momentum = value;
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
            /// <summary>Stochastic gradient descent. In PyTorch <paramref name="learningRate"/> is called lr.</summary>
            public static SGD SGD(IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
                => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <summary>Stochastic gradient descent. In PyTorch <paramref name="learningRate"/> is called lr.</summary>
            public static SGD SGD(IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
                => new(parameters.Select(p => p.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <summary>Stochastic gradient descent, with options per group.</summary>
            public static SGD SGD(IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
                => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
