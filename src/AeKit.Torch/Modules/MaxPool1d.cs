using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The maximum of each window: [n, c, length] → [n, c, ⌊(length + 2·padding − dilation·(kernel − 1) − 1)/stride⌋ + 1], rounded up with ceil_mode (in PyTorch: torch.nn.MaxPool1d).</summary>
    /// <example><code>using var layer = torch.nn.MaxPool1d(2);    // [32, 16, 100] → [32, 16, 50]</code></example>
    public sealed class MaxPool1d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal MaxPool1d(long kernel_size, long? stride, long? padding, long? dilation, bool ceil_mode) : base(nameof(MaxPool1d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.dilation = dilation;
            this.ceil_mode = ceil_mode;
        }

        /// <summary>Length of the window.</summary>
        public long kernel_size { get; set; }

        /// <summary>Step between windows; null for the kernel's size.</summary>
        public long? stride { get; set; }

        /// <summary>Elements −∞ added on each side; null for none.</summary>
        public long? padding { get; set; }

        /// <summary>Step between the elements of a window; null for 1.</summary>
        public long? dilation { get; set; }

        /// <summary>Whether a window that reaches beyond the padded signal counts.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Applies the layer to [n, c, length] or [c, length].</summary>
        public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>The maxima and their positions.</summary>
        public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor input)
            => torch.nn.functional.max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The maximum of each window.</summary>
            public static MaxPool1d MaxPool1d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false) => new(kernel_size, stride, padding, dilation, ceil_mode);
        }
    }
}
