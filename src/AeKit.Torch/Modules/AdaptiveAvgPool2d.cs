using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Means over windows that divide the image into equal parts: [n, c, h, w] → [n, c, height, width] (in PyTorch: torch.nn.AdaptiveAvgPool2d).</summary>
    /// <example><code>using var layer = torch.nn.AdaptiveAvgPool2d(1);    // [32, 64, 7, 7] → [32, 64, 1, 1]</code></example>
    public sealed class AdaptiveAvgPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal AdaptiveAvgPool2d(long[] output_size) : base(nameof(AdaptiveAvgPool2d))
        {
            this.output_size = output_size;
        }

        /// <summary>Height and width of the result.</summary>
        public long[] output_size { get; set; }

        /// <summary>Applies the layer to [n, c, h, w] or [c, h, w].</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.adaptive_avg_pool2d(input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Means over windows that divide the image into equal parts.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

            /// <summary>Means over windows that divide the image into equal parts.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new([output_size.Item1, output_size.Item2]);

            /// <summary>Means over windows that divide the image into as many rows as columns.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new([output_size, output_size]);
        }
    }
}
