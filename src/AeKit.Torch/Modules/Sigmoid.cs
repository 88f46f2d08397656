using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = 1/(1 + e⁻ˣ).</summary>
    /// <example><code>using var layer = torch.nn.Sigmoid();</code></example>
    public sealed class Sigmoid : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Sigmoid() : base(nameof(Sigmoid))
        {
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.sigmoid();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = 1/(1 + e⁻ˣ).</summary>
            public static Sigmoid Sigmoid() => new();
        }
    }
}
