using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adds the mirror image, without the border itself: [n, c, h, w] → [n, c, h + above + below, w + left + right] (in PyTorch: torch.nn.ReflectionPad2d).</summary>
    /// <example><code>using var layer = torch.nn.ReflectionPad2d(1);</code></example>
    public sealed class ReflectionPad2d : PadBase
    {
        internal ReflectionPad2d(params long[] padding) : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding)
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
            /// <summary>Adds the mirror image, without the border itself, as much on every side.</summary>
            public static ReflectionPad2d ReflectionPad2d(long padding) => new(padding, padding, padding, padding);

            /// <summary>Adds the mirror image, without the border itself: left, right, above and below.</summary>
            public static ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) => new(padding.Item1, padding.Item2, padding.Item3, padding.Item4);
        }
    }
}
