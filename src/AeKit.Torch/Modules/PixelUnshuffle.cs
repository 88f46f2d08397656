using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Pixels become channels: [n, c, h·r, w·r] → [n, c·r², h, w] (in PyTorch: torch.nn.PixelUnshuffle).</summary>
    /// <example><code>using var layer = torch.nn.PixelUnshuffle(2);</code></example>
    public sealed class PixelUnshuffle : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal PixelUnshuffle(long downscale_factor) : base(nameof(PixelUnshuffle))
        {
            this.downscale_factor = downscale_factor;
        }

        /// <summary>The factor r.</summary>
        public long downscale_factor { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.pixel_unshuffle(input, downscale_factor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Pixels become channels: [n, c, h·r, w·r] → [n, c·r², h, w].</summary>
            public static PixelUnshuffle PixelUnshuffle(long downscale_factor) => new(downscale_factor);
        }
    }
}
