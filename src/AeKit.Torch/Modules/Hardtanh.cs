using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x limited to min_val … max_val (in PyTorch: torch.nn.Hardtanh).</summary>
    /// <example><code>using var layer = torch.nn.Hardtanh();</code></example>
    public sealed class Hardtanh : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Hardtanh(double min_val, double max_val, bool inplace) : base(nameof(Hardtanh))
        {
            this.min_val = min_val;
            this.max_val = max_val;
            this.inplace = inplace;
        }

        /// <summary>The least output.</summary>
        public double min_val { get; set; }

        /// <summary>The greatest output.</summary>
        public double max_val { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardtanh(tensor, min_val, max_val, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x limited to min_val … max_val.</summary>
            public static Hardtanh Hardtanh(double min_val = -1.0, double max_val = 1.0, bool inplace = false) => new(min_val, max_val, inplace);
        }
    }
}
