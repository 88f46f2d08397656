using TorchSharp.Kernels;
using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Adagrad: steps along the gradient, divided by the root of the sum of all its squares (Duchi et al. 2011).</summary>
    /// <example><code>using var optimizer = torch.optim.Adagrad(model.parameters(), lr: 0.01);</code></example>
    public class Adagrad : OptimizerHelper
    {
        private readonly Options _defaults;

        /// <summary>One group of parameters.</summary>
        public Adagrad(IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
            : this([new ParamGroup { Parameters = parameters }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public Adagrad(IEnumerable<ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
        {
            Require(lr >= 0, "learning rate", lr, "0 or more");
            Require(lr_decay >= 0, "lr_decay", lr_decay, "0 or more");
            Require(weight_decay >= 0, "weight_decay", weight_decay, "0 or more");
            Require(initial_accumulator_value >= 0, "initial_accumulator_value", initial_accumulator_value, "0 or more");
            Require(eps >= 0, "eps", eps, "0 or more");
            _defaults = new Options { LearningRate = lr, lr_decay = lr_decay, initial_accumulator_value = initial_accumulator_value, eps = eps, weight_decay = weight_decay };
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
                var rate = o.LearningRate!.Value / (1 + (state.step - 1) * o.lr_decay!.Value);
                var factors = new AdaptiveSteps.AdagradFactors(rate, o.eps!.Value, o.weight_decay!.Value);
                if (parameter.dtype == torch.ScalarType.Float32)
                    AdaptiveSteps.Adagrad<float>(factors, parameter.Span<float>(), gradient.Span<float>(), state.sum.Span<float>());
                else
                    AdaptiveSteps.Adagrad<double>(factors, parameter.Span<double>(), gradient.Span<double>(), state.sum.Span<double>());
                parameter.ChangedBy(null);
            }
        }

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>How fast the learning rate falls.</summary>
            public double? lr_decay;

            /// <summary>Where the sum of squares starts.</summary>
            public double? initial_accumulator_value;

            /// <summary>Added to the denominator.</summary>
            public double? eps;

            /// <summary>Strength of weight decay.</summary>
            public double? weight_decay;

            private protected override void Visit(Fields fields)
            {
                fields.Option(ref lr_decay);
                fields.Option(ref initial_accumulator_value);
                fields.Option(ref eps);
                fields.Option(ref weight_decay);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : ParameterState
        {
            internal State(Parameter parameter, Options options) : base(parameter)
            {
                sum = torch.full_like(parameter, options.initial_accumulator_value!.Value).DetachFromDisposeScope();
            }

            /// <summary>Steps taken.</summary>
            public long step;

            /// <summary>Sum of squared gradients, of the parameter's shape.</summary>
            public torch.Tensor sum;

            private protected override void Visit(Fields fields)
            {
                fields.Count(ref step);
                fields.Buffer(ref sum, nameof(sum));
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
            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
                : base(parameters, new Options { LearningRate = lr, lr_decay = lr_decay, initial_accumulator_value = initial_accumulator_value, eps = eps, weight_decay = weight_decay })
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
            /// <summary>Adagrad: steps along the gradient, divided by the root of the sum of all its squares (Duchi et al. 2011).</summary>
            public static Adagrad Adagrad(IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
                => new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

            /// <summary>Adagrad: steps along the gradient, divided by the root of the sum of all its squares (Duchi et al. 2011).</summary>
            public static Adagrad Adagrad(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
                => new(parameters.Select(p => p.parameter), lr, lr_decay, weight_decay, initial_accumulator_value, eps);

            /// <summary>Adagrad: steps along the gradient, divided by the root of the sum of all its squares (Duchi et al. 2011), with options per group.</summary>
            public static Adagrad Adagrad(IEnumerable<Adagrad.ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0, double eps = 1e-10)
                => new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);
        }
    }
}
