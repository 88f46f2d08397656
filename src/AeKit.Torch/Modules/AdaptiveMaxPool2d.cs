using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Maxima over windows that divide the image into equal parts: [n, c, h, w] → [n, c, height, width] (in PyTorch: torch.nn.AdaptiveMaxPool2d).</summary>
    /// <example><code>using var layer = torch.nn.AdaptiveMaxPool2d([1, 1]);</code></example>
    public sealed class AdaptiveMaxPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal AdaptiveMaxPool2d(long[] output_size) : base(nameof(AdaptiveMaxPool2d))
        {
            this.output_size = output_size;
        }

        /// <summary>Height and width of the result.</summary>
        public long[] output_size { get; set; }

        /// <summary>Applies the layer to [n, c, h, w] or [c, h, w].</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.adaptive_max_pool2d(input, output_size);

        /// <summary>The maxima and their positions row · w + column within their planes.</summary>
        public (torch.Tensor output, torch.Tensor indices) forward_with_indices(torch.Tensor input)
            => torch.nn.functional.adaptive_max_pool2d_with_indices(input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Maxima over windows that divide the image into equal parts.</summary>
            public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] output_size) => new(output_size);
        }
    }
}
