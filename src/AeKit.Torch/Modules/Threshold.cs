using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x where x &gt; threshold, otherwise value (in PyTorch: torch.nn.Threshold).</summary>
    /// <example><code>using var layer = torch.nn.Threshold(0.1, 0);</code></example>
    public sealed class Threshold : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Threshold(double threshold, double value, bool inplace) : base(nameof(Threshold))
        {
            this.threshold = threshold;
            this.value = value;
            this.inplace = inplace;
        }

        /// <summary>The limit.</summary>
        public double threshold { get; set; }

        /// <summary>The output below it.</summary>
        public double value { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.threshold(tensor, threshold, value, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x where x &gt; threshold, otherwise value.</summary>
            public static Threshold Threshold(double threshold, double value, bool inplace = false) => new(threshold, value, inplace);
        }
    }
}
