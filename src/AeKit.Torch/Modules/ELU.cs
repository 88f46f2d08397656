using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x where x &gt; 0, otherwise alpha(eˣ − 1).</summary>
    /// <example><code>using var layer = torch.nn.ELU();</code></example>
    public sealed class ELU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool _inplace;

        internal ELU(double alpha, bool inplace) : base(nameof(ELU))
        {
            this.alpha = alpha;
            _inplace = inplace;
        }

        /// <summary>What y tends to, negated, where x is very negative.</summary>
        public double alpha { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.elu(tensor, alpha, _inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x where x &gt; 0, otherwise alpha(eˣ − 1).</summary>
            public static ELU ELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);
        }
    }
}
