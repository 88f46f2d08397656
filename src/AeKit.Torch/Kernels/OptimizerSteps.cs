using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>Parameter updates in one pass over parameter, gradient and state.</summary>
internal static class OptimizerSteps
{
    /// <summary>The numbers one Adam step needs, step-dependent corrections included.</summary>
    internal readonly record struct AdamFactors(double Beta1, double Beta2, double StepSize, double RootCorrection2, double Epsilon, double WeightDecay, double Shrink, bool Maximize);

    internal static void Adam<T>(in AdamFactors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> mean, Span<T> square, Span<T> largest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (beta1, rest1) = (T.CreateTruncating(f.Beta1), T.CreateTruncating(1 - f.Beta1));
        var (beta2, rest2) = (T.CreateTruncating(f.Beta2), T.CreateTruncating(1 - f.Beta2));
        var (step, root, eps) = (T.CreateTruncating(f.StepSize), T.CreateTruncating(f.RootCorrection2), T.CreateTruncating(f.Epsilon));
        var (decay, shrink) = (T.CreateTruncating(f.WeightDecay), T.CreateTruncating(f.Shrink));
        var sign = f.Maximize ? -T.One : T.One;
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var p = MemoryMarshal.Cast<T, Vector<T>>(parameter);
            var g = MemoryMarshal.Cast<T, Vector<T>>(gradient);
            var m = MemoryMarshal.Cast<T, Vector<T>>(mean);
            var v = MemoryMarshal.Cast<T, Vector<T>>(square);
            var w = MemoryMarshal.Cast<T, Vector<T>>(largest);
            for (var j = 0; j < p.Length; j++)
            {
                var x = p[j] * shrink;
                var d = g[j] * sign + x * decay;
                m[j] = m[j] * beta1 + d * rest1;
                v[j] = v[j] * beta2 + d * d * rest2;
                var s = v[j];
                if (!w.IsEmpty) w[j] = s = Vector.Max(w[j], s);
                p[j] = x - m[j] * step / (Vector.SquareRoot(s) / new Vector<T>(root) + new Vector<T>(eps));
            }
            i = p.Length * Vector<T>.Count;
        }
        for (; i < parameter.Length; i++)
        {
            var x = parameter[i] * shrink;
            var d = gradient[i] * sign + x * decay;
            mean[i] = mean[i] * beta1 + d * rest1;
            square[i] = square[i] * beta2 + d * d * rest2;
            var s = square[i];
            if (!largest.IsEmpty) largest[i] = s = T.Max(largest[i], s);
            parameter[i] = x - mean[i] * step / (T.Sqrt(s) / root + eps);
        }
    }

    /// <summary>The numbers one SGD step needs; the first step of a momentum buffer takes the gradient undamped.</summary>
    internal readonly record struct SgdFactors(double LearningRate, double Momentum, double Undamped, double WeightDecay, bool Nesterov, bool Maximize);

    internal static void Sgd<T>(in SgdFactors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> buffer) where T : unmanaged, IFloatingPointIeee754<T>
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
