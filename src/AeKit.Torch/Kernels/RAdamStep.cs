using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², x ← x − lr/(1 − β₁ᵗ) · m · r/(√v + ε); without the last factor while r, the rectification times √(1 − β₂ᵗ), is 0.</summary>
internal static class RAdamStep
{
    /// <summary>The numbers of one step.</summary>
    internal readonly record struct Factors(double Beta1, double Beta2, double StepSize, double Rectification, double Epsilon, double WeightDecay);

    internal static void Run<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> mean, Span<T> square)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (beta1, rest1) = (T.CreateTruncating(f.Beta1), T.CreateTruncating(1 - f.Beta1));
        var (beta2, rest2) = (T.CreateTruncating(f.Beta2), T.CreateTruncating(1 - f.Beta2));
        var (step, rectification, eps, decay) = (T.CreateTruncating(f.StepSize), T.CreateTruncating(f.Rectification), T.CreateTruncating(f.Epsilon), T.CreateTruncating(f.WeightDecay));
        for (var i = 0; i < parameter.Length; i++)
        {
            var g = gradient[i] + parameter[i] * decay;
            mean[i] = mean[i] * beta1 + g * rest1;
            square[i] = square[i] * beta2 + g * g * rest2;
            parameter[i] -= step * mean[i] * (rectification > T.Zero ? rectification / (T.Sqrt(square[i]) + eps) : T.One);
        }
    }
}
