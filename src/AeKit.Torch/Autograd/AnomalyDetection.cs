using TorchSharp.Autograd;

namespace TorchSharp.Autograd
{
    internal static class AnomalyDetection
    {
        internal static bool Enabled { get; set; }

        internal static bool ChecksNaN { get; set; }

        internal static void Check(Node node, ReadOnlySpan<torch.Tensor?> gradients)
        {
            for (var i = 0; i < gradients.Length; i++)
            {
                if (gradients[i] is not { } grad || !grad.is_floating_point()) continue;
                using var isNaN = grad.isnan();
                using var any = isNaN.any();
                if (any.item<bool>())
                    throw new InvalidOperationException($"The backward of {node.Name} returned NaN in the gradient of input {i}.");
            }
        }
    }
}

namespace TorchSharp
{
    /// <summary>While it lives, backward reports the operation whose gradient contains NaN.</summary>
    public sealed class AnomalyMode : IDisposable
    {
        private readonly bool _wasEnabled = AnomalyDetection.Enabled;
        private readonly bool _checkedNaN = AnomalyDetection.ChecksNaN;

        /// <summary>Switches detection on or off until disposed.</summary>
        public AnomalyMode(bool enabled, bool check_nan = true)
        {
            AnomalyDetection.Enabled = enabled;
            AnomalyDetection.ChecksNaN = enabled && check_nan;
        }

        /// <summary>Whether detection is on.</summary>
        public static bool IsEnabled => AnomalyDetection.Enabled;

        /// <summary>Whether gradients are searched for NaN.</summary>
        public static bool ShouldCheckNaN => AnomalyDetection.ChecksNaN;

        /// <summary>Restores what was before.</summary>
        public void Dispose()
        {
            AnomalyDetection.Enabled = _wasEnabled;
            AnomalyDetection.ChecksNaN = _checkedNaN;
        }
    }
}
