using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Instance normalisation of [n, channels, h, w], see <see cref="InstanceNorm"/> (in PyTorch: torch.nn.InstanceNorm2d).</summary>
    /// <example><code>using var layer = torch.nn.InstanceNorm2d(32);</code></example>
    public sealed class InstanceNorm2d : InstanceNorm
    {
        internal InstanceNorm2d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(InstanceNorm2d), num_features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }

        private protected override void RequireDimensions(torch.Tensor input)
        {
            if (input.dim() != 4) throw new ArgumentException($"InstanceNorm2d: expected [n, channels, h, w], got shape {Shape.Text(input.shape)}.");
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Instance normalisation of [n, channels, h, w].</summary>
            public static InstanceNorm2d InstanceNorm2d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null)
                => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
