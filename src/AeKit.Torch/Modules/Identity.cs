using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Its input, unchanged.</summary>
    /// <example><code>using var layer = torch.nn.Identity();</code></example>
    public sealed class Identity : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Identity() : base(nameof(Identity))
        {
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.alias();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Its input, unchanged.</summary>
            public static Identity Identity() => new();
        }
    }
}
