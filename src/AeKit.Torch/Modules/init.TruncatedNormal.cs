using TorchSharp.Kernels;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>
            /// Draws from N(mean, std²) cut off at <paramref name="a"/> and <paramref name="b"/>, by the inverse distribution function of
            /// uniform numbers (in PyTorch: trunc_normal_).
            /// </summary>
            /// <exception cref="ArgumentException">The limits are not in order, or the standard deviation is not positive.</exception>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null)
            {
                if (!(a < b)) throw new ArgumentException($"trunc_normal_: the limits {a} and {b} are not in order.");
                if (!(std > 0)) throw new ArgumentException($"trunc_normal_: the standard deviation must be positive, got {std}.");
                // 2Φ(x) − 1 = erf(x/√2) at both limits.
                double Erf(double limit) => ErrorFunction.Erf((limit - mean) / std / Math.Sqrt(2));
                using (no_grad()) return tensor.uniform_(Erf(a), Erf(b), generator).erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
            }
        }
    }
}
