using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x where |x| &gt; lambda, otherwise 0 (in PyTorch: torch.nn.Hardshrink).</summary>
    /// <example><code>using var layer = torch.nn.Hardshrink();</code></example>
    public sealed class Hardshrink : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Hardshrink(double lambda) : base(nameof(Hardshrink))
        {
            this.lambda = lambda;
        }

        /// <summary>The limit.</summary>
        public double lambda { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.hardshrink(tensor, lambda);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x where |x| &gt; lambda, otherwise 0.</summary>
            public static Hardshrink Hardshrink(double lambda = 0.5) => new(lambda);
        }
    }
}
