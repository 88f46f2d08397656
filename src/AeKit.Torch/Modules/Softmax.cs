using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = eˣ normalised to sum 1 along dim.</summary>
    /// <example><code>using var layer = torch.nn.Softmax(1);</code></example>
    public sealed class Softmax : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long _dim;

        internal Softmax(long dim) : base(nameof(Softmax))
        {
            _dim = dim;
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.softmax(_dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = eˣ normalised to sum 1 along dim.</summary>
            public static Softmax Softmax(long dim) => new(dim);
        }
    }
}
