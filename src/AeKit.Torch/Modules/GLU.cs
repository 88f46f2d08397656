using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = a · σ(b) for the halves a and b along dim (in PyTorch: torch.nn.GLU).</summary>
    /// <example><code>using var layer = torch.nn.GLU();</code></example>
    public sealed class GLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal GLU(long dim) : base(nameof(GLU))
        {
            this.dim = dim;
        }

        /// <summary>The dimension to halve.</summary>
        public long dim { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.glu(tensor, dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = a · σ(b) for the halves a and b along dim.</summary>
            public static GLU GLU(long dim = -1) => new(dim);
        }
    }
}
