using TorchSharp.Kernels;
using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Adam with the largest, decaying absolute gradient in the denominator (Kingma and Ba 2015, section 7.1) (in PyTorch: torch.optim.Adamax).</summary>
    /// <example><code>using var optimizer = torch.optim.Adamax(model.parameters(), lr: 2e-3);</code></example>
    public class Adamax : OptimizerHelper, torch.optim.IBetas
    {
        private readonly Options _defaults;

        /// <summary>One group of parameters.</summary>
        public Adamax(IEnumerable<Parameter> parameters, double lr, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public Adamax(IEnumerable<ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
        {
            Require(lr >= 0, "learning rate", lr, "0 or more");
            Require(beta1 is >= 0 and < 1, "beta1", beta1, "0 or more and below 1");
            Require(beta2 is >= 0 and < 1, "beta2", beta2, "0 or more and below 1");
            Require(eps >= 0, "eps", eps, "0 or more");
            Require(weight_decay >= 0, "weight_decay", weight_decay, "0 or more");
            _defaults = new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay };
            foreach (var group in parameters) add_param_group(group);
            RequireParameters();
        }

        /// <summary>Decay rates of the first group.</summary>
        public (double, double) Betas
        {
            get => ((torch.optim.IBetas)Groups[0]).Betas;
            set
            {
                foreach (var group in Groups) ((torch.optim.IBetas)group).Betas = value;
            }
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
                var factors = new AdamaxStep.Factors(o.beta1!.Value, o.beta2!.Value, o.LearningRate!.Value / (1 - Math.Pow(o.beta1.Value, state.step)), o.eps!.Value, o.weight_decay!.Value);
                if (parameter.dtype == torch.ScalarType.Float32)
                    AdamaxStep.Run<float>(factors, parameter.Span<float>(), gradient.Span<float>(), state.exp_avg.Span<float>(), state.exp_inf.Span<float>());
                else
                    AdamaxStep.Run<double>(factors, parameter.Span<double>(), gradient.Span<double>(), state.exp_avg.Span<double>(), state.exp_inf.Span<double>());
                parameter.ChangedBy(null);
            }
        }

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>Decay rate of the average of gradients.</summary>
            public double? beta1;

            /// <summary>Decay rate of the other average.</summary>
            public double? beta2;

            /// <summary>Added to the denominator.</summary>
            public double? eps;

            /// <summary>Strength of weight decay.</summary>
            public double? weight_decay;

            private protected override void Visit(Fields fields)
            {
                fields.Option(ref beta1);
                fields.Option(ref beta2);
                fields.Option(ref eps);
                fields.Option(ref weight_decay);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : ParameterState
        {
            internal State(Parameter parameter) : base(parameter)
            {
                exp_avg = Zeros(parameter);
                exp_inf = Zeros(parameter);
            }

            /// <summary>Steps taken.</summary>
            public long step;

            /// <summary>Decaying average of gradients, of the parameter's shape.</summary>
            public torch.Tensor exp_avg;

            /// <summary>Largest decaying absolute gradient, of the parameter's shape.</summary>
            public torch.Tensor exp_inf;

            private protected override void Visit(Fields fields)
            {
                fields.Count(ref step);
                fields.Buffer(ref exp_avg, nameof(exp_avg));
                fields.Buffer(ref exp_inf, nameof(exp_inf));
            }
        }

        /// <summary>Parameters with options of their own.</summary>
        public class ParamGroup : ParamGroup<Options>, torch.optim.IBetas
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
            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1.0, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
                : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay })
            {
            }

            /// <summary>Decay rates of the two averages.</summary>
            public (double, double) Betas
            {
                get => (Options.beta1!.Value, Options.beta2!.Value);
                set => (Options.beta1, Options.beta2) = value;
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
            /// <summary>Adam with the largest, decaying absolute gradient in the denominator (Kingma and Ba 2015, section 7.1).</summary>
            public static Adamax Adamax(IEnumerable<Parameter> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
                => new(parameters, lr, beta1, beta2, eps, weight_decay);

            /// <summary>Adam with the largest, decaying absolute gradient in the denominator (Kingma and Ba 2015, section 7.1).</summary>
            public static Adamax Adamax(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
                => new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay);

            /// <summary>Adam with the largest, decaying absolute gradient in the denominator (Kingma and Ba 2015, section 7.1), with options per group.</summary>
            public static Adamax Adamax(IEnumerable<Adamax.ParamGroup> parameters, double lr = 0.002, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
                => new(parameters, lr, beta1, beta2, eps, weight_decay);
        }
    }
}
