using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x · tanh(ln(1 + eˣ)) (in PyTorch: torch.nn.Mish).</summary>
    /// <example><code>using var layer = torch.nn.Mish();</code></example>
    public sealed class Mish : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Mish(bool inplace) : base(nameof(Mish))
        {
            this.inplace = inplace;
        }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.mish(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x · tanh(ln(1 + eˣ)).</summary>
            public static Mish Mish() => new(false);

            /// <summary>y = x · tanh(ln(1 + eˣ)).</summary>
            public static Mish Mish(bool inplace) => new(inplace);
        }
    }
}
