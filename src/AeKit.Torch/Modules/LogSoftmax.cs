using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = x − ln Σ eˣ along dim.</summary>
    /// <example><code>using var layer = torch.nn.LogSoftmax(1);</code></example>
    public sealed class LogSoftmax : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long _dim;

        internal LogSoftmax(long dim) : base(nameof(LogSoftmax))
        {
            _dim = dim;
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.log_softmax(_dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = x − ln Σ eˣ along dim.</summary>
            public static LogSoftmax LogSoftmax(long dim) => new(dim);
        }
    }
}
