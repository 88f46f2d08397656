using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adds a constant: [n, c, h, w] → [n, c, h + above + below, w + left + right] (in PyTorch: torch.nn.ConstantPad2d).</summary>
    /// <example><code>using var layer = torch.nn.ConstantPad2d(1, 0.5);</code></example>
    public sealed class ConstantPad2d : PadBase
    {
        internal ConstantPad2d(double value, params long[] padding) : base(nameof(ConstantPad2d), PaddingModes.Constant, value, padding)
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
            /// <summary>Adds a constant, as much on every side.</summary>
            public static ConstantPad2d ConstantPad2d(long padding, double value) => new(value, padding, padding, padding, padding);

            /// <summary>Adds a constant: left, right, above and below.</summary>
            public static ConstantPad2d ConstantPad2d((long, long, long, long) padding, double value) => new(value, padding.Item1, padding.Item2, padding.Item3, padding.Item4);
        }
    }
}
