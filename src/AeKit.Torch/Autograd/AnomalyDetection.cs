using System.Diagnostics;
using System.Runtime.CompilerServices;
using TorchSharp.Autograd;
using TorchSharp.Tensors;

namespace TorchSharp.Autograd
{
    /// <summary>Finds the operation whose derivative is not a number, and where it was called.</summary>
    internal static class AnomalyDetection
    {
        private static readonly ConditionalWeakTable<Node, StackTrace> Calls = [];

        internal static bool Enabled { get; set; }

        internal static bool ChecksNaN { get; set; }

        /// <summary>Remembers the calls that led to an operation.</summary>
        internal static void Remember(Node node) => Calls.AddOrUpdate(node, new StackTrace(fNeedFileInfo: true));

        internal static void Check(Node node, ReadOnlySpan<torch.Tensor?> gradients)
        {
            for (var i = 0; i < gradients.Length; i++)
            {
                if (gradients[i] is not { } grad || !grad.is_floating_point()) continue;
                using var isNaN = grad.isnan();
                using var any = isNaN.any();
                if (any.item<bool>())
                    throw new InvalidOperationException(
                        $"The backward of {node.Name} returned NaN in the gradient of input {i}, of shape {Shape.Text(grad.Layout.Sizes)}: "
                        + $"there {node.Name} has no finite derivative, or what comes after it gave 0 · ∞. Keep its input away from such points, for instance with clamp_min(1e-8).{Origin(node)}");
            }
        }

        // The caller's own frames say where; the engine's would only say how.
        private static string Origin(Node node)
        {
            if (!Calls.TryGetValue(node, out var calls))
                return $" To see where {node.Name} was called, compute the loss inside detect_anomaly() too.";
            var frames = calls.GetFrames().Where(f => f.GetMethod()?.DeclaringType?.Assembly != typeof(torch).Assembly).Take(8);
            return $" It was called{new StackTrace(frames).ToString().TrimEnd()}";
        }
    }
}

namespace TorchSharp
{
    /// <summary>
    /// While it lives, backward reports the operation whose gradient contains NaN, and where that was called. Slow: for
    /// the search for a mistake only.
    /// </summary>
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
