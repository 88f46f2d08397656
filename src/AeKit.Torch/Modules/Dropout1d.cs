using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>In training whole channels of [n, c, length] are zeroed with probability p and the rest scaled by 1/(1 − p) (in PyTorch: torch.nn.Dropout1d).</summary>
    /// <example><code>using var layer = torch.nn.Dropout1d();</code></example>
    public sealed class Dropout1d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Dropout1d(double p, bool inplace) : base(nameof(Dropout1d))
        {
            this.p = p;
            this.inplace = inplace;
        }

        /// <summary>Probability of being zeroed.</summary>
        public double p { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.dropout1d(tensor, p, training, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>In training whole channels of [n, c, length] are zeroed with probability p and the rest scaled by 1/(1 − p).</summary>
            public static Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}
