using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x where x &gt; 0, otherwise alpha(e^(x/alpha) − 1) (in PyTorch: torch.nn.CELU).</summary>
    /// <example><code>using var layer = torch.nn.CELU();</code></example>
    public sealed class CELU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal CELU(double alpha, bool inplace) : base(nameof(CELU))
        {
            this.alpha = alpha;
            this.inplace = inplace;
        }

        /// <summary>The negative limit is −alpha.</summary>
        public double alpha { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.celu(tensor, alpha, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x where x &gt; 0, otherwise alpha(e^(x/alpha) − 1).</summary>
            public static CELU CELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);
        }
    }
}
