using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>In training whole channels of [n, c, h, w] are zeroed with probability p and the rest scaled by 1/(1 − p) (in PyTorch: torch.nn.Dropout2d).</summary>
    /// <example><code>using var layer = torch.nn.Dropout2d(0.2);</code></example>
    public sealed class Dropout2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Dropout2d(double p, bool inplace) : base(nameof(Dropout2d))
        {
            this.p = p;
            this.inplace = inplace;
        }

        /// <summary>Probability of being zeroed.</summary>
        public double p { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.dropout2d(input, p, training, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>In training whole channels of [n, c, h, w] are zeroed with probability p and the rest scaled by 1/(1 − p).</summary>
            public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}
