using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x · σ(x).</summary>
    /// <example><code>using var layer = torch.nn.SiLU();</code></example>
    public sealed class SiLU : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly bool _inplace;

        internal SiLU(bool inplace) : base(nameof(SiLU))
        {
            _inplace = inplace;
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.silu(tensor, _inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x · σ(x).</summary>
            public static SiLU SiLU() => new(inplace: false);

            /// <summary>y = x · σ(x), in place if asked for.</summary>
            public static SiLU SiLU(bool inplace) => new(inplace);
        }
    }
}
