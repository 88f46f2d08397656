using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adds copies of the border: [n, c, length] → [n, c, length + before + after] (in PyTorch: torch.nn.ReplicationPad1d).</summary>
    /// <example><code>using var layer = torch.nn.ReplicationPad1d(1);</code></example>
    public sealed class ReplicationPad1d : PadBase
    {
        internal ReplicationPad1d(params long[] padding) : base(nameof(ReplicationPad1d), PaddingModes.Replicate, 0, padding)
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Adds copies of the border, as much on every side.</summary>
            public static ReplicationPad1d ReplicationPad1d(long padding) => new(padding, padding);

            /// <summary>Adds copies of the border: before and after the last dimension.</summary>
            public static ReplicationPad1d ReplicationPad1d((long, long) padding) => new(padding.Item1, padding.Item2);
        }
    }
}
