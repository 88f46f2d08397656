using TorchSharp.Kernels;
using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Steps of each parameter's own length, which grows while the gradient keeps its sign and shrinks when it turns (Riedmiller and Braun 1993); for full batches (in PyTorch: torch.optim.Rprop).</summary>
    /// <example><code>using var optimizer = torch.optim.Rprop(model.parameters(), lr: 1e-2);</code></example>
    public class Rprop : OptimizerHelper
    {
        private readonly Options _defaults;

        /// <summary>One group of parameters.</summary>
        public Rprop(IEnumerable<Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, etaminus, etaplus, min_step, max_step, maximize)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public Rprop(IEnumerable<ParamGroup> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
        {
            Require(lr >= 0, "learning rate", lr, "0 or more");
            Require(etaminus is > 0 and < 1, "etaminus", etaminus, "above 0 and below 1");
            Require(etaplus > 1, "etaplus", etaplus, "above 1");
            _defaults = new Options { LearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step, maximize = maximize };
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
                var factors = new RpropStep.Factors(o.etaminus!.Value, o.etaplus!.Value, o.min_step!.Value, o.max_step!.Value, o.maximize!.Value);
                if (parameter.dtype == torch.ScalarType.Float32)
                    RpropStep.Run<float>(factors, parameter.Span<float>(), gradient.Span<float>(), state.prev.Span<float>(), state.step_size.Span<float>());
                else
                    RpropStep.Run<double>(factors, parameter.Span<double>(), gradient.Span<double>(), state.prev.Span<double>(), state.step_size.Span<double>());
                parameter.ChangedBy(null);
            }
        }

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>Whether to ascend.</summary>
            public bool? maximize;

            /// <summary>Factor of a step when the gradient turns.</summary>
            public double? etaminus;

            /// <summary>Factor of a step while it keeps its sign.</summary>
            public double? etaplus;

            /// <summary>Shortest step.</summary>
            public double? min_step;

            /// <summary>Longest step.</summary>
            public double? max_step;

            private protected override void Visit(Fields fields)
            {
                fields.Option(ref maximize);
                fields.Option(ref etaminus);
                fields.Option(ref etaplus);
                fields.Option(ref min_step);
                fields.Option(ref max_step);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : ParameterState
        {
            internal State(Parameter parameter, Options options) : base(parameter)
            {
                prev = Zeros(parameter);
                step_size = torch.full_like(parameter, options.LearningRate!.Value).DetachFromDisposeScope();
            }

            /// <summary>Steps taken.</summary>
            public long step;

            /// <summary>The gradient before, of the parameter's shape.</summary>
            public torch.Tensor prev;

            /// <summary>Length of the next step, of the parameter's shape.</summary>
            public torch.Tensor step_size;

            private protected override void Visit(Fields fields)
            {
                fields.Count(ref step);
                fields.Buffer(ref prev, nameof(prev));
                fields.Buffer(ref step_size, nameof(step_size));
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
            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, etaminus = etaminus, etaplus = etaplus, min_step = min_step, max_step = max_step, maximize = maximize })
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
            /// <summary>Steps of each parameter's own length, which grows while the gradient keeps its sign and shrinks when it turns (Riedmiller and Braun 1993); for full batches.</summary>
            public static Rprop Rprop(IEnumerable<Parameter> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
                => new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);

            /// <summary>Steps of each parameter's own length, which grows while the gradient keeps its sign and shrinks when it turns (Riedmiller and Braun 1993); for full batches.</summary>
            public static Rprop Rprop(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
                => new(parameters.Select(p => p.parameter), lr, etaminus, etaplus, min_step, max_step, maximize);

            /// <summary>Steps of each parameter's own length, which grows while the gradient keeps its sign and shrinks when it turns (Riedmiller and Braun 1993); for full batches, with options per group.</summary>
            public static Rprop Rprop(IEnumerable<Rprop.ParamGroup> parameters, double lr = 1e-2, double etaminus = 0.5, double etaplus = 1.2, double min_step = 1e-6, double max_step = 50, bool maximize = false)
                => new(parameters, lr, etaminus, etaplus, min_step, max_step, maximize);
        }
    }
}
