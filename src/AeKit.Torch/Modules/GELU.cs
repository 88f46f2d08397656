using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x · Φ(x) with the normal distribution function Φ.</summary>
    /// <example><code>using var layer = torch.nn.GELU();</code></example>
    public sealed class GELU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal GELU() : base(nameof(GELU))
        {
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.gelu();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x · Φ(x) with the normal distribution function Φ.</summary>
            public static GELU GELU() => new();
        }
    }
}
