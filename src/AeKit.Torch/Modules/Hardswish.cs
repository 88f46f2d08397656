using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x · (x + 3 limited to 0 … 6)/6 (in PyTorch: torch.nn.Hardswish).</summary>
    /// <example><code>using var layer = torch.nn.Hardswish();</code></example>
    public sealed class Hardswish : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Hardswish(bool inplace) : base(nameof(Hardswish))
        {
            this.inplace = inplace;
        }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardswish(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x · (x + 3 limited to 0 … 6)/6.</summary>
            public static Hardswish Hardswish(bool inplace = false) => new(inplace);
        }
    }
}
