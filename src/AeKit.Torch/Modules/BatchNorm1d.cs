using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Batch normalisation of [n, channels] or [n, channels, length], see <see cref="BatchNorm"/>.</summary>
    /// <example><code>using var layer = torch.nn.BatchNorm1d(32);</code></example>
    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(BatchNorm1d), num_features, eps, momentum, affine, track_running_stats, device, dtype)
        {
        }

        private protected override void RequireDimensions(torch.Tensor input)
        {
            if (!(input.dim() is 2 or 3)) throw new ArgumentException($"BatchNorm1d: expected [n, channels] or [n, channels, length], got shape {Shape.Text(input.shape)}.");
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Batch normalisation of [n, channels] or [n, channels, length].</summary>
            public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null)
                => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
