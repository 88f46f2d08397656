using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Channels become pixels: [n, c·r², h, w] → [n, c, h·r, w·r] (in PyTorch: torch.nn.PixelShuffle).</summary>
    /// <example><code>using var layer = torch.nn.PixelShuffle(2);</code></example>
    public sealed class PixelShuffle : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal PixelShuffle(long upscale_factor) : base(nameof(PixelShuffle))
        {
            this.upscale_factor = upscale_factor;
        }

        /// <summary>The factor r.</summary>
        public long upscale_factor { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.pixel_shuffle(input, upscale_factor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Channels become pixels: [n, c·r², h, w] → [n, c, h·r, w·r].</summary>
            public static PixelShuffle PixelShuffle(long upscale_factor) => new(upscale_factor);
        }
    }
}
