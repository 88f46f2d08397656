using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>m ← β₁m + (1 − β₁)g, u ← max(β₂u, |g| + ε), x ← x − lr/(1 − β₁ᵗ) · m/u.</summary>
internal static class AdamaxStep
{
    /// <summary>The numbers of one step.</summary>
    internal readonly record struct Factors(double Beta1, double Beta2, double StepSize, double Epsilon, double WeightDecay);

    internal static void Run<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> mean, Span<T> largest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (beta1, rest1, beta2) = (T.CreateTruncating(f.Beta1), T.CreateTruncating(1 - f.Beta1), T.CreateTruncating(f.Beta2));
        var (step, eps, decay) = (T.CreateTruncating(f.StepSize), T.CreateTruncating(f.Epsilon), T.CreateTruncating(f.WeightDecay));
        for (var i = 0; i < parameter.Length; i++)
        {
            var g = gradient[i] + parameter[i] * decay;
            mean[i] = mean[i] * beta1 + g * rest1;
            largest[i] = T.Max(largest[i] * beta2, T.Abs(g) + eps);
            parameter[i] -= step * mean[i] / largest[i];
        }
    }
}
