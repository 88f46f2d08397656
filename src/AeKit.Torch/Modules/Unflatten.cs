using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Splits dimension dim: [128, 784] → [128, 28, 28].</summary>
    /// <example><code>using var layer = torch.nn.Unflatten(1, [28, 28]);</code></example>
    public sealed class Unflatten : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Unflatten(long dim, long[] unflattened_size) : base(nameof(Unflatten))
        {
            this.dim = dim;
            this.unflattened_size = unflattened_size;
        }

        /// <summary>The dimension that is split.</summary>
        public long dim { get; set; }

        /// <summary>What it is split into.</summary>
        public long[] unflattened_size { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.unflatten(dim, unflattened_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Splits dimension dim: [128, 784] → [128, 28, 28].</summary>
            public static Unflatten Unflatten(long dim, long[] unflattened_size) => new(dim, unflattened_size);
        }
    }
}
