using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = max(x, 0).</summary>
    /// <example><code>using var layer = torch.nn.ReLU();</code></example>
    public sealed class ReLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool _inplace;

        internal ReLU(bool inplace) : base(nameof(ReLU))
        {
            _inplace = inplace;
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.relu(tensor, _inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = max(x, 0).</summary>
            public static ReLU ReLU(bool inplace = false) => new(inplace);
        }
    }
}
