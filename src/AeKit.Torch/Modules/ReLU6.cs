using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x limited to 0 … 6 (in PyTorch: torch.nn.ReLU6).</summary>
    /// <example><code>using var layer = torch.nn.ReLU6();</code></example>
    public sealed class ReLU6 : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal ReLU6(bool inplace) : base(nameof(ReLU6))
        {
            this.inplace = inplace;
        }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.relu6(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x limited to 0 … 6.</summary>
            public static ReLU6 ReLU6(bool inplace = false) => new(inplace);
        }
    }
}
