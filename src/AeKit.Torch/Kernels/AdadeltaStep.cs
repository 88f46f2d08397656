using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>v ← ρv + (1 − ρ)g², d = √(u + ε)/√(v + ε) · g, u ← ρu + (1 − ρ)d², x ← x − lr · d.</summary>
internal static class AdadeltaStep
{
    /// <summary>The numbers of one step.</summary>
    internal readonly record struct Factors(double LearningRate, double Rho, double Epsilon, double WeightDecay, bool Maximize);

    internal static void Run<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> square, Span<T> steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (rate, rho, rest) = (T.CreateTruncating(f.LearningRate), T.CreateTruncating(f.Rho), T.CreateTruncating(1 - f.Rho));
        var (eps, decay) = (T.CreateTruncating(f.Epsilon), T.CreateTruncating(f.WeightDecay));
        var sign = f.Maximize ? -T.One : T.One;
        for (var i = 0; i < parameter.Length; i++)
        {
            var g = gradient[i] * sign + parameter[i] * decay;
            square[i] = square[i] * rho + g * g * rest;
            var d = T.Sqrt(steps[i] + eps) / T.Sqrt(square[i] + eps) * g;
            steps[i] = steps[i] * rho + d * d * rest;
            parameter[i] -= rate * d;
        }
    }
}
