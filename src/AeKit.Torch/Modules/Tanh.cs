using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = tanh x.</summary>
    /// <example><code>using var layer = torch.nn.Tanh();</code></example>
    public sealed class Tanh : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Tanh() : base(nameof(Tanh))
        {
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.tanh();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = tanh x.</summary>
            public static Tanh Tanh() => new();
        }
    }
}
