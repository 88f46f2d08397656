using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>y = ln σ(x) (in PyTorch: torch.nn.LogSigmoid).</summary>
    /// <example><code>using var layer = torch.nn.LogSigmoid();</code></example>
    public sealed class LogSigmoid : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal LogSigmoid() : base(nameof(LogSigmoid))
        {
        }

        /// <summary>Applies the layer to a tensor of any shape it fits.</summary>
        public override torch.Tensor forward(torch.Tensor tensor) => tensor.log_sigmoid();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>y = ln σ(x).</summary>
            public static LogSigmoid LogSigmoid() => new();
        }
    }
}
