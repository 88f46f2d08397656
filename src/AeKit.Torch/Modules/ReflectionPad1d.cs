using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Adds the mirror image, without the border itself: [n, c, length] → [n, c, length + before + after] (in PyTorch: torch.nn.ReflectionPad1d).</summary>
    /// <example><code>using var layer = torch.nn.ReflectionPad1d(1);</code></example>
    public sealed class ReflectionPad1d : PadBase
    {
        internal ReflectionPad1d(params long[] padding) : base(nameof(ReflectionPad1d), PaddingModes.Reflect, 0, padding)
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
            public static ReflectionPad1d ReflectionPad1d(long padding) => new(padding, padding);

            /// <summary>Adds the mirror image, without the border itself: before and after the last dimension.</summary>
            public static ReflectionPad1d ReflectionPad1d((long, long) padding) => new(padding.Item1, padding.Item2);
        }
    }
}
