using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// The maximum of each window: [n, c, h, w] → [n, c, ⌊(h + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1, …],
    /// rounded up with ceil_mode. Padding counts as −∞ and is at most half the kernel's size.
    /// </summary>
    /// <example><code>using var layer = torch.nn.MaxPool2d(2);    // [128, 32, 28, 28] → [128, 32, 14, 14]</code></example>
    public sealed class MaxPool2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode) : base(nameof(MaxPool2d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.dilation = dilation;
            this.ceil_mode = ceil_mode;
        }

        /// <summary>Height and width of the window.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>Steps between windows; null for the kernel's size.</summary>
        public long[]? stride { get; set; }

        /// <summary>Rows and columns of −∞ added on each side; null for none.</summary>
        public long[]? padding { get; set; }

        /// <summary>Steps between the elements of a window; null for 1.</summary>
        public long[]? dilation { get; set; }

        /// <summary>Whether a window that reaches beyond the padded image counts.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Applies the layer to [n, c, h, w] or [c, h, w].</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The maxima and their positions row · w + column within their planes.</summary>
        public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor input)
            => torch.nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The maximum of each square window.</summary>
            public static MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
            {
                var (s, p, d) = (stride ?? kernel_size, padding ?? 0, dilation ?? 1);
                return new([kernel_size, kernel_size], [s, s], [p, p], [d, d], ceil_mode);
            }

            /// <summary>The maximum of each window.</summary>
            public static MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false)
            {
                var (s, p, d) = (stride ?? kernel_size, padding ?? (0, 0), dilation ?? (1, 1));
                return new([kernel_size.Item1, kernel_size.Item2], [s.Item1, s.Item2], [p.Item1, p.Item2], [d.Item1, d.Item2], ceil_mode);
            }

            /// <summary>The maximum of each window; arrays of one or two numbers.</summary>
            public static MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
                => new(kernel_size, stride, padding, dilation, ceil_mode);
        }
    }
}
