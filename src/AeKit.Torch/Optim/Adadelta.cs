using TorchSharp.Kernels;
using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Steps as long as the steps before, relative to the gradients before: no rate to tune (Zeiler 2012) (in PyTorch: torch.optim.Adadelta).</summary>
    /// <example><code>using var optimizer = torch.optim.Adadelta(model.parameters(), lr: 1.0);</code></example>
    public class Adadelta : OptimizerHelper
    {
        private readonly Options _defaults;

        /// <summary>One group of parameters.</summary>
        public Adadelta(IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, rho, eps, weight_decay, maximize)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public Adadelta(IEnumerable<ParamGroup> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
        {
            Require(lr >= 0, "learning rate", lr, "0 or more");
            Require(rho is >= 0 and <= 1, "rho", rho, "0 … 1");
            Require(eps >= 0, "eps", eps, "0 or more");
            Require(weight_decay >= 0, "weight_decay", weight_decay, "0 or more");
            _defaults = new Options { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize };
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
            Register(param_group, p => new State(p));
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
                var factors = new AdadeltaStep.Factors(o.LearningRate!.Value, o.rho!.Value, o.eps!.Value, o.weight_decay!.Value, o.maximize!.Value);
                if (parameter.dtype == torch.ScalarType.Float32)
                    AdadeltaStep.Run<float>(factors, parameter.Span<float>(), gradient.Span<float>(), state.square_avg.Span<float>(), state.acc_delta.Span<float>());
                else
                    AdadeltaStep.Run<double>(factors, parameter.Span<double>(), gradient.Span<double>(), state.square_avg.Span<double>(), state.acc_delta.Span<double>());
                parameter.ChangedBy(null);
            }
        }

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>Decay rate of both averages.</summary>
            public double? rho;

            /// <summary>Added under both roots.</summary>
            public double? eps;

            /// <summary>Strength of weight decay.</summary>
            public double? weight_decay;

            /// <summary>Whether to ascend.</summary>
            public bool? maximize;

            private protected override void Visit(Fields fields)
            {
                fields.Option(ref rho);
                fields.Option(ref eps);
                fields.Option(ref weight_decay);
                fields.Option(ref maximize);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : ParameterState
        {
            internal State(Parameter parameter) : base(parameter)
            {
                square_avg = Zeros(parameter);
                acc_delta = Zeros(parameter);
            }

            /// <summary>Steps taken.</summary>
            public long step;

            /// <summary>Decaying average of squared gradients, of the parameter's shape.</summary>
            public torch.Tensor square_avg;

            /// <summary>Decaying average of squared steps, of the parameter's shape.</summary>
            public torch.Tensor acc_delta;

            private protected override void Visit(Fields fields)
            {
                fields.Count(ref step);
                fields.Buffer(ref square_avg, nameof(square_avg));
                fields.Buffer(ref acc_delta, nameof(acc_delta));
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
            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize })
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
            /// <summary>Steps as long as the steps before, relative to the gradients before: no rate to tune (Zeiler 2012).</summary>
            public static Adadelta Adadelta(IEnumerable<Parameter> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
                => new(parameters, lr, rho, eps, weight_decay, maximize);

            /// <summary>Steps as long as the steps before, relative to the gradients before: no rate to tune (Zeiler 2012).</summary>
            public static Adadelta Adadelta(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
                => new(parameters.Select(p => p.parameter), lr, rho, eps, weight_decay, maximize);

            /// <summary>Steps as long as the steps before, relative to the gradients before: no rate to tune (Zeiler 2012), with options per group.</summary>
            public static Adadelta Adadelta(IEnumerable<Adadelta.ParamGroup> parameters, double lr = 1.0, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
                => new(parameters, lr, rho, eps, weight_decay, maximize);
        }
    }
}
