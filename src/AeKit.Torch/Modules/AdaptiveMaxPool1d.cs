using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Maxima over windows that divide the length into equal parts: [n, c, length] → [n, c, output_size] (in PyTorch: torch.nn.AdaptiveMaxPool1d).</summary>
    /// <example><code>using var layer = torch.nn.AdaptiveMaxPool1d(4);</code></example>
    public sealed class AdaptiveMaxPool1d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal AdaptiveMaxPool1d(long output_size) : base(nameof(AdaptiveMaxPool1d))
        {
            this.output_size = output_size;
        }

        /// <summary>Length of the result.</summary>
        public long output_size { get; set; }

        /// <summary>Applies the layer to [n, c, length] or [c, length].</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.adaptive_max_pool1d(input, output_size);

        /// <summary>The maxima and their positions.</summary>
        public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor input)
            => torch.nn.functional.adaptive_max_pool1d_with_indices(input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Maxima over windows that divide the length into equal parts.</summary>
            public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) => new(output_size);
        }
    }
}
