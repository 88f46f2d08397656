using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adam: steps along the average gradient, scaled by the root of the average squared gradient (Kingma and Ba 2015).</summary>
    /// <example><code>
    /// using var optimizer = torch.optim.Adam(model.parameters(), lr: 1e-3);
    /// optimizer.zero_grad();
    /// loss.backward();
    /// optimizer.step();
    /// </code></example>
    public sealed class Adam : AdamBase, torch.optim.IBetas
    {
        /// <summary>One group of parameters.</summary>
        public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        /// <summary>Groups of parameters; options a group leaves null are taken from the arguments.</summary>
        public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(NewOptions(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize))
        {
            foreach (var group in parameters) add_param_group(group);
        }

        /// <summary>Decay rates of the first group.</summary>
        public (double, double) Betas
        {
            get => ((ParamGroup)Groups[0]).Betas;
            set
            {
                foreach (var group in Groups) ((ParamGroup)group).Betas = value;
            }
        }

        private protected override bool Decoupled => false;
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
