using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = ln(1 + e^(beta·x)) / beta; x itself where beta·x exceeds threshold.</summary>
    /// <example><code>using var layer = torch.nn.Softplus();</code></example>
    public sealed class Softplus : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly double _beta;
        private readonly double _threshold;

        internal Softplus(double beta, double threshold) : base(nameof(Softplus))
        {
            _beta = beta;
            _threshold = threshold;
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.softplus(_beta, _threshold);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = ln(1 + e^(beta·x)) / beta; x itself where beta·x exceeds threshold.</summary>
            public static Softplus Softplus(double beta = 1.0, double threshold = 20.0) => new(beta, threshold);
        }
    }
}
