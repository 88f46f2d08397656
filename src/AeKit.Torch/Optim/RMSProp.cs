using TorchSharp.Kernels;
using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>RMSprop: steps along the gradient, divided by the root of its average square (Tieleman and Hinton 2012). PyTorch's torch.optim.RMSprop.</summary>
    /// <example><code>using var optimizer = torch.optim.RMSProp(model.parameters(), lr: 0.01);</code></example>
    public class RMSProp : OptimizerHelper, torch.optim.IMomentum
    {
        private readonly Options _defaults;

        /// <summary>One group of parameters.</summary>
        public RMSProp(IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        {
            Require(lr >= 0, "learning rate", lr, "0 or more");
            Require(momentum >= 0, "momentum", momentum, "0 or more");
            Require(alpha is >= 0 and <= 1, "alpha", alpha, "0 … 1");
            Require(eps >= 0, "eps", eps, "0 or more");
            Require(weight_decay >= 0, "weight_decay", weight_decay, "0 or more");
            _defaults = new Options { LearningRate = lr, maximize = maximize, momentum = momentum, alpha = alpha, eps = eps, weight_decay = weight_decay, centered = centered };
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
                var factors = new AdaptiveSteps.RmsFactors(o.LearningRate!.Value, o.alpha!.Value, o.eps!.Value, o.weight_decay!.Value, o.momentum!.Value, o.maximize!.Value);
                if (parameter.dtype == torch.ScalarType.Float32)
                    AdaptiveSteps.RmsProp<float>(factors, parameter.Span<float>(), gradient.Span<float>(), state.square_avg.Span<float>(),
                        state.grad_avg is { } mean ? mean.Span<float>() : [], state.momentum_buffer is { } buffer ? buffer.Span<float>() : []);
                else
                    AdaptiveSteps.RmsProp<double>(factors, parameter.Span<double>(), gradient.Span<double>(), state.square_avg.Span<double>(),
                        state.grad_avg is { } mean ? mean.Span<double>() : [], state.momentum_buffer is { } buffer ? buffer.Span<double>() : []);
                parameter.ChangedBy(null);
            }
        }

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>Whether to ascend.</summary>
            public bool? maximize;

            /// <summary>How much of the last step is kept.</summary>
            public double? momentum;

            /// <summary>Decay rate of the average of squared gradients.</summary>
            public double? alpha;

            /// <summary>Added to the denominator.</summary>
            public double? eps;

            /// <summary>Strength of weight decay.</summary>
            public double? weight_decay;

            /// <summary>Whether to divide by the deviation rather than the root of the mean square.</summary>
            public bool? centered;

            private protected override void Visit(Fields fields)
            {
                fields.Option(ref maximize);
                fields.Option(ref momentum);
                fields.Option(ref alpha);
                fields.Option(ref eps);
                fields.Option(ref weight_decay);
                fields.Option(ref centered);
            }
        }

        /// <summary>What is remembered about one parameter.</summary>
        public sealed class State : ParameterState
        {
            internal State(Parameter parameter, Options options) : base(parameter)
            {
                square_avg = Zeros(parameter);
                if (options.momentum > 0) momentum_buffer = Zeros(parameter);
                if (options.centered == true) grad_avg = Zeros(parameter);
            }

            /// <summary>Steps taken.</summary>
            public long step;

            /// <summary>Decaying average of squared gradients, of the parameter's shape.</summary>
            public torch.Tensor square_avg;

            /// <summary>The momentum, or null without.</summary>
            public torch.Tensor? momentum_buffer;

            /// <summary>Decaying average of gradients, or null unless centered.</summary>
            public torch.Tensor? grad_avg;

            private protected override void Visit(Fields fields)
            {
                fields.Count(ref step);
                fields.Buffer(ref square_avg, nameof(square_avg));
                fields.OptionalBuffer(ref momentum_buffer);
                fields.OptionalBuffer(ref grad_avg);
            }
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
            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0, double momentum = 0, bool centered = false)
                : base(parameters, new Options { LearningRate = lr, momentum = momentum, alpha = alpha, eps = eps, weight_decay = weight_decay, centered = centered })
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
            /// <summary>RMSprop: steps along the gradient, divided by the root of its average square (Tieleman and Hinton 2012). PyTorch's torch.optim.RMSprop.</summary>
            public static RMSProp RMSProp(IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
                => new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <summary>RMSprop: steps along the gradient, divided by the root of its average square (Tieleman and Hinton 2012). PyTorch's torch.optim.RMSprop.</summary>
            public static RMSProp RMSProp(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
                => new(parameters.Select(p => p.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <summary>RMSprop: steps along the gradient, divided by the root of its average square (Tieleman and Hinton 2012), with options per group.</summary>
            public static RMSProp RMSProp(IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
                => new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}
