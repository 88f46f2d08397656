using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = e⁻ˣ normalised to sum 1 along dim (in PyTorch: torch.nn.Softmin).</summary>
    /// <example><code>using var layer = torch.nn.Softmin(1);</code></example>
    public sealed class Softmin : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Softmin(long dim) : base(nameof(Softmin))
        {
            this.dim = dim;
        }

        /// <summary>The dimension of the sums.</summary>
        public long dim { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.softmin(tensor, dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = e⁻ˣ normalised to sum 1 along dim.</summary>
            public static Softmin Softmin(long dim) => new(dim);
        }
    }
}
