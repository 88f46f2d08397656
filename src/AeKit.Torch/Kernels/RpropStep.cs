using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>s ← s · η₊ while the gradient keeps its sign, s · η₋ and no step when it turns, x ← x − s · sign g.</summary>
internal static class RpropStep
{
    /// <summary>The numbers of one step.</summary>
    internal readonly record struct Factors(double EtaMinus, double EtaPlus, double MinStep, double MaxStep, bool Maximize);

    internal static void Run<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> previous, Span<T> length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (minus, plus, least, most) = (T.CreateTruncating(f.EtaMinus), T.CreateTruncating(f.EtaPlus), T.CreateTruncating(f.MinStep), T.CreateTruncating(f.MaxStep));
        var sign = f.Maximize ? -T.One : T.One;
        for (var i = 0; i < parameter.Length; i++)
        {
            var g = gradient[i] * sign;
            var turn = g * previous[i];
            length[i] = T.Clamp(length[i] * (turn > T.Zero ? plus : turn < T.Zero ? minus : T.One), least, most);
            if (turn < T.Zero) g = T.Zero;
            if (g != T.Zero) parameter[i] -= T.CopySign(length[i], g);
            previous[i] = g;
        }
    }
}
