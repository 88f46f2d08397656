using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adds copies of the border: [n, c, h, w] → [n, c, h + above + below, w + left + right] (in PyTorch: torch.nn.ReplicationPad2d).</summary>
    /// <example><code>using var layer = torch.nn.ReplicationPad2d(1);</code></example>
    public sealed class ReplicationPad2d : PadBase
    {
        internal ReplicationPad2d(params long[] padding) : base(nameof(ReplicationPad2d), PaddingModes.Replicate, 0, padding)
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
            public static ReplicationPad2d ReplicationPad2d(long padding) => new(padding, padding, padding, padding);

            /// <summary>Adds copies of the border: left, right, above and below.</summary>
            public static ReplicationPad2d ReplicationPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);
        }
    }
}
