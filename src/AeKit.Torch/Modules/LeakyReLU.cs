using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x where x &gt; 0, otherwise negative_slope · x.</summary>
    /// <example><code>using var layer = torch.nn.LeakyReLU(0.2);</code></example>
    public sealed class LeakyReLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool _inplace;

        internal LeakyReLU(double negative_slope, bool inplace) : base(nameof(LeakyReLU))
        {
            this.negative_slope = negative_slope;
            _inplace = inplace;
        }

        /// <summary>The slope where x is negative.</summary>
        public double negative_slope { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.leaky_relu(tensor, negative_slope, _inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x where x &gt; 0, otherwise negative_slope · x.</summary>
            public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);
        }
    }
}
