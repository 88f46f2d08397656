using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², x ← x − (a g + b m)/(√(v/(1 − β₂ᵗ)) + ε) with a and b from the momenta of this step and the next.</summary>
internal static class NAdamStep
{
    /// <summary>The numbers of one step.</summary>
    internal readonly record struct Factors(double Beta1, double Beta2, double GradientRate, double MeanRate, double Correction2, double Epsilon, double WeightDecay);

    internal static void Run<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> mean, Span<T> square)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (beta1, rest1) = (T.CreateTruncating(f.Beta1), T.CreateTruncating(1 - f.Beta1));
        var (beta2, rest2) = (T.CreateTruncating(f.Beta2), T.CreateTruncating(1 - f.Beta2));
        var (a, b, correction) = (T.CreateTruncating(f.GradientRate), T.CreateTruncating(f.MeanRate), T.CreateTruncating(f.Correction2));
        var (eps, decay) = (T.CreateTruncating(f.Epsilon), T.CreateTruncating(f.WeightDecay));
        for (var i = 0; i < parameter.Length; i++)
        {
            var g = gradient[i] + parameter[i] * decay;
            mean[i] = mean[i] * beta1 + g * rest1;
            square[i] = square[i] * beta2 + g * g * rest2;
            parameter[i] -= (a * g + b * mean[i]) / (T.Sqrt(square[i] / correction) + eps);
        }
    }
}
