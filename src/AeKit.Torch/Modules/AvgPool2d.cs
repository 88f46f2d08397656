using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// The mean of each window: [n, c, h, w] → [n, c, ⌊(h + 2·padding − kernel)/stride⌋ + 1, …], rounded up with ceil_mode.
    /// Padding counts as zeros and is at most half the kernel's size.
    /// </summary>
    /// <example><code>using var layer = torch.nn.AvgPool2d(2);    // [128, 32, 28, 28] → [128, 32, 14, 14]</code></example>
    public sealed class AvgPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal AvgPool2d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override) : base(nameof(AvgPool2d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.ceil_mode = ceil_mode;
            this.count_include_pad = count_include_pad;
            this.divisor_override = divisor_override;
        }

        /// <summary>Height and width of the window.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>Steps between windows; null for the kernel's size.</summary>
        public long[]? stride { get; set; }

        /// <summary>Rows and columns of zeros added on each side; null for none.</summary>
        public long[]? padding { get; set; }

        /// <summary>Whether a window that reaches beyond the padded image counts.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Whether the mean is over the padding too.</summary>
        public bool count_include_pad { get; set; }

        /// <summary>By what the sum of a window is divided; null or 0 for the number of its elements.</summary>
        public long? divisor_override { get; set; }

        /// <summary>Applies the layer to [n, c, h, w] or [c, h, w].</summary>
        public override torch.Tensor forward(torch.Tensor input)
            => torch.nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The mean of each window; arrays of one or two numbers.</summary>
            public static AvgPool2d AvgPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window.</summary>
            public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => new([kernel_size.Item1, kernel_size.Item2], stride is { } s ? [s.Item1, s.Item2] : null, padding is { } p ? [p.Item1, p.Item2] : null, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each square window.</summary>
            public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => new([kernel_size, kernel_size], stride is { } s ? [s, s] : null, padding is { } p ? [p, p] : null, ceil_mode, count_include_pad, divisor_override);
        }
    }
}
