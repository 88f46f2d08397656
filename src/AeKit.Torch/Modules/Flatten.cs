using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Merges the dimensions from start_dim to end_dim: [128, 28, 28] → [128, 784].</summary>
    /// <example><code>using var layer = torch.nn.Flatten();</code></example>
    public sealed class Flatten : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Flatten(long start_dim, long end_dim) : base(nameof(Flatten))
        {
            this.start_dim = start_dim;
            this.end_dim = end_dim;
        }

        /// <summary>The first dimension that is merged.</summary>
        public long start_dim { get; set; }

        /// <summary>The last dimension that is merged; −1 is the last there is.</summary>
        public long end_dim { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor input) => input.flatten(start_dim, end_dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Merges the dimensions from start_dim to end_dim: [128, 28, 28] → [128, 784].</summary>
            public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);
        }
    }
}
