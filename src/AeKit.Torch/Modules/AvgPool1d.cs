using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The mean of each window: [n, c, length] → [n, c, ⌊(length + 2·padding − kernel)/stride⌋ + 1], rounded up with ceil_mode (in PyTorch: torch.nn.AvgPool1d).</summary>
    /// <example><code>using var layer = torch.nn.AvgPool1d(2);    // [32, 16, 100] → [32, 16, 50]</code></example>
    public sealed class AvgPool1d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal AvgPool1d(long kernel_size, long? stride, long? padding, bool ceil_mode, bool count_include_pad) : base(nameof(AvgPool1d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.ceil_mode = ceil_mode;
            this.count_include_pad = count_include_pad;
        }

        /// <summary>Length of the window.</summary>
        public long kernel_size { get; set; }

        /// <summary>Step between windows; null for the kernel's size.</summary>
        public long? stride { get; set; }

        /// <summary>Zeros added on each side; null for none.</summary>
        public long? padding { get; set; }

        /// <summary>Whether a window that reaches beyond the padded signal counts.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Whether the zeros of the padding count in the mean.</summary>
        public bool count_include_pad { get; set; }

        /// <summary>Applies the layer to [n, c, length] or [c, length].</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The mean of each window.</summary>
            public static AvgPool1d AvgPool1d(long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true) => new(kernel_size, stride, padding, ceil_mode, count_include_pad);
        }
    }
}
