using TorchSharp.Kernels;
using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Adam: steps along the average gradient, scaled by the root of the average squared gradient (Kingma and Ba 2015).</summary>
    /// <example><code>
    /// using var optimizer = torch.optim.Adam(model.parameters(), lr: 1e-3);
    /// optimizer.zero_grad();
    /// loss.backward();
    /// optimizer.step();
    /// </code></example>
    public class Adam : OptimizerHelper, torch.optim.IBetas
    {
        private readonly Options _defaults;

        /// <summary>One group of parameters.</summary>
        public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this(Options.Of(new Options(), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize), parameters)
        {
        }

        private protected Adam(Options defaults, IEnumerable<Modules.ParamGroup> groups)
        {
            Require(defaults.LearningRate >= 0, "learning rate", defaults.LearningRate, "0 or more");
            Require(defaults.beta1 is >= 0 and < 1, "beta1", defaults.beta1, "0 or more and below 1");
            Require(defaults.beta2 is >= 0 and < 1, "beta2", defaults.beta2, "0 or more and below 1");
            Require(defaults.eps >= 0, "eps", defaults.eps, "0 or more");
            Require(defaults.weight_decay >= 0, "weight_decay", defaults.weight_decay, "0 or more");
            _defaults = defaults;
            foreach (var group in groups) add_param_group(group);
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

        /// <summary>Whether weight decay shrinks the parameter (AdamW) rather than adding to the gradient (Adam).</summary>
        private protected virtual bool Decoupled => false;

        private protected virtual Options NewOptions() => new();

        /// <summary>Adds a group of parameters; options left null are the optimiser's.</summary>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            ArgumentNullException.ThrowIfNull(param_group);
            var options = param_group.Options as Options ?? NewOptions();
            options.FillFrom(_defaults);
            param_group.Options = options;
            Register(param_group, p => new State(p, options.amsgrad!.Value));
        }

        private protected override void Step(Modules.ParamGroup group)
        {
            var options = (Options)group.Options;
            foreach (var parameter in group.Members)
            {
                if (parameter.Meta?.Grad is not { } grad) continue;
                Step(parameter, grad, (State)StateOf(parameter), options);
            }
        }

        private void Step(Parameter parameter, torch.Tensor grad, State state, Options o)
        {
            state.step++;
            var (lr, decay) = (o.LearningRate!.Value, o.weight_decay!.Value);
            var correction1 = 1 - Math.Pow(o.beta1!.Value, state.step);
            var correction2 = 1 - Math.Pow(o.beta2!.Value, state.step);
            var root = Math.Sqrt(correction2);
            var factors = new AdamStep.Factors(o.beta1.Value, o.beta2.Value, lr * root / correction1, o.eps!.Value * root,
                Decoupled ? 0 : decay, Decoupled ? 1 - lr * decay : 1, o.maximize!.Value);
            using var gradient = new Dense(grad);
            if (parameter.dtype == torch.ScalarType.Float32)
                AdamStep.Run<float>(factors, parameter.Span<float>(), gradient.Span<float>(), state.exp_avg.Span<float>(), state.exp_avg_sq.Span<float>(),
                    state.max_exp_avg_sq is { } most ? most.Span<float>() : []);
            else
                AdamStep.Run<double>(factors, parameter.Span<double>(), gradient.Span<double>(), state.exp_avg.Span<double>(), state.exp_avg_sq.Span<double>(),
                    state.max_exp_avg_sq is { } most ? most.Span<double>() : []);
            parameter.ChangedBy(null);
        }

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>Decay rate of the average of gradients.</summary>
            public double? beta1;

            /// <summary>Decay rate of the average of squared gradients.</summary>
            public double? beta2;

            /// <summary>Added to the denominator.</summary>
            public double? eps;

            /// <summary>Strength of weight decay.</summary>
            public double? weight_decay;

            /// <summary>Whether to divide by the largest average so far.</summary>
            public bool? amsgrad;

            /// <summary>Whether to ascend.</summary>
            public bool? maximize;

            internal static T Of<T>(T options, double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize) where T : Options
            {
                (options.LearningRate, options.InitialLearningRate) = (lr, lr);
                (options.beta1, options.beta2, options.eps, options.weight_decay, options.amsgrad, options.maximize) = (beta1, beta2, eps, weight_decay, amsgrad, maximize);
                return options;
            }

            private protected override void Visit(Fields fields)
            {
                fields.Option(ref beta1);
                fields.Option(ref beta2);
                fields.Option(ref eps);
                fields.Option(ref weight_decay);
                fields.Option(ref amsgrad);
                fields.Option(ref maximize);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : ParameterState
        {
            internal State(Parameter parameter, bool amsgrad) : base(parameter)
            {
                exp_avg = Zeros(parameter);
                exp_avg_sq = Zeros(parameter);
                if (amsgrad) max_exp_avg_sq = Zeros(parameter);
            }

            /// <summary>Steps taken.</summary>
            public long step;

            /// <summary>Decaying average of gradients, of the parameter's shape.</summary>
            public torch.Tensor exp_avg;

            /// <summary>Decaying average of squared gradients, of the parameter's shape.</summary>
            public torch.Tensor exp_avg_sq;

            /// <summary>Largest average of squared gradients so far, or null without amsgrad.</summary>
            public torch.Tensor? max_exp_avg_sq;

            private protected override void Visit(Fields fields)
            {
                fields.Count(ref step);
                fields.Buffer(ref exp_avg, nameof(exp_avg));
                fields.Buffer(ref exp_avg_sq, nameof(exp_avg_sq));
                fields.OptionalBuffer(ref max_exp_avg_sq);
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
            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, Options.Of(new Options(), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
            {
            }

            /// <summary>Decay rates of the averages of gradients and squared gradients.</summary>
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
            /// <summary>Adam: steps along the average gradient, scaled by the root of the average squared gradient.</summary>
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>Adam: steps along the average gradient, scaled by the root of the average squared gradient.</summary>
            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                => new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>Adam: steps along the average gradient, scaled by the root of the average squared gradient, with options per group.</summary>
            public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
