using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adds zeros: [n, c, h, w] → [n, c, h + above + below, w + left + right] (in PyTorch: torch.nn.ZeroPad2d).</summary>
    /// <example><code>using var layer = torch.nn.ZeroPad2d(1);</code></example>
    public sealed class ZeroPad2d : PadBase
    {
        internal ZeroPad2d(params long[] padding) : base(nameof(ZeroPad2d), PaddingModes.Constant, 0, padding)
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
            /// <summary>Adds zeros, as much on every side.</summary>
            public static ZeroPad2d ZeroPad2d(long padding) => new(padding, padding, padding, padding);

            /// <summary>Adds zeros: left, right, above and below.</summary>
            public static ZeroPad2d ZeroPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);
        }
    }
}
