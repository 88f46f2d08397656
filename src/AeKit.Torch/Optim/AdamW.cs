using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>AdamW: Adam with weight decay applied to the parameters themselves (Loshchilov and Hutter 2019).</summary>
    /// <example><code>
    /// using var optimizer = torch.optim.AdamW(model.parameters(), lr: 1e-3);
    /// optimizer.zero_grad();
    /// loss.backward();
    /// optimizer.step();
    /// </code></example>
    public class AdamW : Adam
    {
        /// <summary>One group of parameters.</summary>
        public AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public AdamW(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(Adam.Options.Of(new Options(), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize), parameters)
        {
        }

        private protected override bool Decoupled => true;

        private protected override Adam.Options NewOptions() => new Options();

        /// <summary>The options of a group; null means the optimiser's.</summary>
        public new class Options : Adam.Options
        {
        }

        /// <summary>Parameters with options of their own.</summary>
        public new class ParamGroup : ParamGroup<Options>, torch.optim.IBetas
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
                : base(parameters, Adam.Options.Of(new Options(), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
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
            /// <summary>AdamW: Adam with weight decay applied to the parameters themselves.</summary>
            public static AdamW AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>AdamW: Adam with weight decay applied to the parameters themselves.</summary>
            public static AdamW AdamW(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                => new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>AdamW: Adam with weight decay applied to the parameters themselves, with options per group.</summary>
            public static AdamW AdamW(IEnumerable<AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                => new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
