using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>The updates of SGD in one pass over parameter, gradient and state.</summary>
internal static class SgdStep
{
    /// <summary>The numbers one SGD step needs; the first step of a momentum buffer takes the gradient undamped.</summary>
    internal readonly record struct Factors(double LearningRate, double Momentum, double Undamped, double WeightDecay, bool Nesterov, bool Maximize);

    internal static void Run<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> buffer) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (rate, momentum) = (T.CreateTruncating(f.LearningRate), T.CreateTruncating(f.Momentum));
        var (undamped, decay) = (T.CreateTruncating(f.Undamped), T.CreateTruncating(f.WeightDecay));
        // TorchSharp ascends by turning the step around and leaves weight decay and momentum as they are.
        if (f.Maximize) rate = -rate;
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var p = MemoryMarshal.Cast<T, Vector<T>>(parameter);
            var g = MemoryMarshal.Cast<T, Vector<T>>(gradient);
            var b = MemoryMarshal.Cast<T, Vector<T>>(buffer);
            for (var j = 0; j < p.Length; j++)
            {
                var d = g[j] + p[j] * decay;
                if (!b.IsEmpty)
                {
                    b[j] = b[j] * momentum + d * undamped;
                    d = f.Nesterov ? d + b[j] * momentum : b[j];
                }
                p[j] -= d * rate;
            }
            i = p.Length * Vector<T>.Count;
        }
        for (; i < parameter.Length; i++)
        {
            var d = gradient[i] + parameter[i] * decay;
            if (!buffer.IsEmpty)
            {
                buffer[i] = buffer[i] * momentum + d * undamped;
                d = f.Nesterov ? d + buffer[i] * momentum : buffer[i];
            }
            parameter[i] -= d * rate;
        }
    }
}
