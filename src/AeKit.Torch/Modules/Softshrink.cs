using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x moved towards 0 by lambda, and 0 where |x| ≤ lambda (in PyTorch: torch.nn.Softshrink).</summary>
    /// <example><code>using var layer = torch.nn.Softshrink();</code></example>
    public sealed class Softshrink : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Softshrink(double lambda) : base(nameof(Softshrink))
        {
            this.lambda = lambda;
        }

        /// <summary>The distance.</summary>
        public double lambda { get; set; }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.softshrink(tensor, lambda);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x moved towards 0 by lambda, and 0 where |x| ≤ lambda.</summary>
            public static Softshrink Softshrink(double lambda = 0.5) => new(lambda);
        }
    }
}
