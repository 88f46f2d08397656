using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = λx where x &gt; 0, otherwise λα(eˣ − 1): self-normalising (in PyTorch: torch.nn.SELU).</summary>
    /// <example><code>using var layer = torch.nn.SELU();</code></example>
    public sealed class SELU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal SELU(bool inplace) : base(nameof(SELU))
        {
            this.inplace = inplace;
        }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.selu(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = λx where x &gt; 0, otherwise λα(eˣ − 1): self-normalising.</summary>
            public static SELU SELU(bool inplace = false) => new(inplace);
        }
    }
}
