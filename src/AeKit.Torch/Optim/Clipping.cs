using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers for training.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients together so that their joint norm is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                ArgumentNullException.ThrowIfNull(tensors);
                using var noGrad = no_grad();
                using var scope = NewDisposeScope();
                Tensor[] gradients = [.. tensors.Select(p => p.Meta?.Grad).OfType<Tensor>()];
                var norm = double.IsPositiveInfinity(norm_type)
                    ? gradients.Select(g => g.abs().max().ToDouble()).DefaultIfEmpty(0).Max()
                    : Math.Pow(gradients.Sum(g => g.abs().pow(norm_type).sum().ToDouble()), 1 / norm_type);
                var factor = max_norm / (norm + 1e-6);
                if (factor < 1)
                    foreach (var gradient in gradients) gradient.mul_(factor);
                return norm;
            }

            /// <summary>Limits every element of every gradient to ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                ArgumentNullException.ThrowIfNull(tensors);
                using var noGrad = no_grad();
                foreach (var parameter in tensors) parameter.Meta?.Grad?.clamp_(-clip_value, clip_value);
            }
        }
    }
}
