using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = eˣ normalised to sum 1 over the channels of [n, c, h, w] (in PyTorch: torch.nn.Softmax2d).</summary>
    /// <example><code>using var layer = torch.nn.Softmax2d();</code></example>
    public sealed class Softmax2d : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Softmax2d() : base(nameof(Softmax2d))
        {
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.softmax2d(tensor);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = eˣ normalised to sum 1 over the channels of [n, c, h, w].</summary>
            public static Softmax2d Softmax2d() => new();
        }
    }
}
