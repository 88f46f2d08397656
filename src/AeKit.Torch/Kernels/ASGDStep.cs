using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>x ← (1 − λη)x − η g, a ← a + μ(x − a).</summary>
internal static class ASGDStep
{
    /// <summary>The numbers of one step.</summary>
    internal readonly record struct Factors(double Eta, double Mu, double Lambda, double WeightDecay, bool Maximize);

    internal static void Run<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> average)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (eta, mu, shrink, decay) = (T.CreateTruncating(f.Eta), T.CreateTruncating(f.Mu), T.CreateTruncating(1 - f.Lambda * f.Eta), T.CreateTruncating(f.WeightDecay));
        var sign = f.Maximize ? -T.One : T.One;
        for (var i = 0; i < parameter.Length; i++)
        {
            var g = gradient[i] * sign + parameter[i] * decay;
            parameter[i] = parameter[i] * shrink - eta * g;
            average[i] = f.Mu == 1 ? parameter[i] : average[i] + (parameter[i] - average[i]) * mu;
        }
    }
}
