using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Means over windows that divide the length into equal parts: [n, c, length] → [n, c, output_size] (in PyTorch: torch.nn.AdaptiveAvgPool1d).</summary>
    /// <example><code>using var layer = torch.nn.AdaptiveAvgPool1d(4);</code></example>
    public sealed class AdaptiveAvgPool1d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal AdaptiveAvgPool1d(long output_size) : base(nameof(AdaptiveAvgPool1d))
        {
            this.output_size = output_size;
        }

        /// <summary>Length of the result.</summary>
        public long output_size { get; set; }

        /// <summary>Applies the layer to [n, c, length] or [c, length].</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.adaptive_avg_pool1d(input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Means over windows that divide the length into equal parts.</summary>
            public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) => new(output_size);
        }
    }
}
