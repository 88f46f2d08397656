using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x/6 + ½ limited to 0 … 1 (in PyTorch: torch.nn.Hardsigmoid).</summary>
    /// <example><code>using var layer = torch.nn.Hardsigmoid();</code></example>
    public sealed class Hardsigmoid : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Hardsigmoid(bool inplace) : base(nameof(Hardsigmoid))
        {
            this.inplace = inplace;
        }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardsigmoid(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x/6 + ½ limited to 0 … 1.</summary>
            public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);
        }
    }
}
