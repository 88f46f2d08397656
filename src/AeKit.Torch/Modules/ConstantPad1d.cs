using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adds a constant: [n, c, length] → [n, c, length + before + after] (in PyTorch: torch.nn.ConstantPad1d).</summary>
    /// <example><code>using var layer = torch.nn.ConstantPad1d(1, 0.5);</code></example>
    public sealed class ConstantPad1d : PadBase
    {
        internal ConstantPad1d(double value, params long[] padding) : base(nameof(ConstantPad1d), PaddingModes.Constant, value, padding)
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
            public static ConstantPad1d ConstantPad1d(long padding, double value) => new(value, padding, padding);

            /// <summary>Adds a constant: before and after the last dimension.</summary>
            public static ConstantPad1d ConstantPad1d((long, long) padding, double value) => new(value, padding.Item1, padding.Item2);
        }
    }
}
