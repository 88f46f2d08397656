using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Instance normalisation of [n, channels, length], see <see cref="InstanceNorm"/> (in PyTorch: torch.nn.InstanceNorm1d).</summary>
    /// <example><code>using var layer = torch.nn.InstanceNorm1d(32);</code></example>
    public sealed class InstanceNorm1d : InstanceNorm
    {
        internal InstanceNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(InstanceNorm1d), num_features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }

        private protected override void RequireDimensions(torch.Tensor input)
        {
            if (input.dim() != 3) throw new ArgumentException($"InstanceNorm1d: expected [n, channels, length], got shape {Shape.Text(input.shape)}.");
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Instance normalisation of [n, channels, length].</summary>
            public static InstanceNorm1d InstanceNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = false, bool track_running_stats = false, Device? device = null, ScalarType? dtype = null)
                => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
