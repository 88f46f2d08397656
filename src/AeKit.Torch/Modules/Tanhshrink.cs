using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x − tanh x (in PyTorch: torch.nn.Tanhshrink).</summary>
    /// <example><code>using var layer = torch.nn.Tanhshrink();</code></example>
    public sealed class Tanhshrink : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Tanhshrink(bool inplace) : base(nameof(Tanhshrink))
        {
            this.inplace = inplace;
        }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.tanhshrink(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x − tanh x.</summary>
            public static Tanhshrink Tanhshrink(bool inplace = false) => new(inplace);
        }
    }
}
