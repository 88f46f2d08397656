using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x/(1 + |x|) (in PyTorch: torch.nn.Softsign).</summary>
    /// <example><code>using var layer = torch.nn.Softsign();</code></example>
    public sealed class Softsign : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Softsign(bool inplace) : base(nameof(Softsign))
        {
            this.inplace = inplace;
        }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.softsign(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x/(1 + |x|).</summary>
            public static Softsign Softsign() => new(false);

            /// <summary>y = x/(1 + |x|).</summary>
            public static Softsign Softsign(bool inplace) => new(inplace);
        }
    }
}
