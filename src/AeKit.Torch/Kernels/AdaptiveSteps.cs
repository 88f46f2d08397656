using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Memory;

namespace TorchSharp.Kernels;

/// <summary>The updates of RMSprop and Adagrad, block by block so that intermediate results stay in L1.</summary>
internal static class AdaptiveSteps
{
    private const int Block = 1024;

    internal readonly record struct RmsFactors(double LearningRate, double Alpha, double Epsilon, double WeightDecay, double Momentum, bool Maximize);

    internal static void RmsProp<T>(in RmsFactors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> square, Span<T> mean, Span<T> buffer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < parameter.Length; i += Block)
        {
            var n = Math.Min(Block, parameter.Length - i);
            var (alpha, rest) = (T.CreateTruncating(f.Alpha), T.CreateTruncating(1 - f.Alpha));
            var p = parameter.Slice(i, n);
            var d = Scratch.Outer<T>(n);
            var root = Scratch.Inner<T>(n);
            Gradient(p, gradient.Slice(i, n), f.WeightDecay, f.Maximize, d);
            var v = square.Slice(i, n);
            TensorPrimitives.Multiply(d, d, root);
            Average(v, root, alpha, rest);
            v.CopyTo(root);
            if (!mean.IsEmpty)
            {
                var m = mean.Slice(i, n);
                Average(m, d, alpha, rest);
                for (var j = 0; j < n; j++) root[j] -= m[j] * m[j];
            }
            TensorPrimitives.Sqrt(root, root);
            TensorPrimitives.Add(root, T.CreateTruncating(f.Epsilon), root);
            TensorPrimitives.Divide(d, root, d);
            if (!buffer.IsEmpty)
            {
                var b = buffer.Slice(i, n);
                TensorPrimitives.MultiplyAdd(b, T.CreateTruncating(f.Momentum), d, b);
                b.CopyTo(d);
            }
            TensorPrimitives.MultiplyAdd(d, T.CreateTruncating(-f.LearningRate), p, p);
        }
    }

    internal readonly record struct AdagradFactors(double LearningRate, double Epsilon, double WeightDecay);

    internal static void Adagrad<T>(in AdagradFactors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> sum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < parameter.Length; i += Block)
        {
            var n = Math.Min(Block, parameter.Length - i);
            var p = parameter.Slice(i, n);
            var total = sum.Slice(i, n);
            var d = Scratch.Outer<T>(n);
            var root = Scratch.Inner<T>(n);
            Gradient(p, gradient.Slice(i, n), f.WeightDecay, maximize: false, d);
            TensorPrimitives.MultiplyAdd(d, d, total, total);
            TensorPrimitives.Sqrt(total, root);
            TensorPrimitives.Add(root, T.CreateTruncating(f.Epsilon), root);
            TensorPrimitives.Divide(d, root, d);
            TensorPrimitives.MultiplyAdd(d, T.CreateTruncating(-f.LearningRate), p, p);
        }
    }

    private static void Gradient<T>(ReadOnlySpan<T> parameter, ReadOnlySpan<T> gradient, double weightDecay, bool maximize, Span<T> d)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (maximize) TensorPrimitives.Negate(gradient, d);
        else gradient.CopyTo(d);
        if (weightDecay != 0) TensorPrimitives.MultiplyAdd(parameter, T.CreateTruncating(weightDecay), d, d);
    }

    // average = average · keep + value · rest
    private static void Average<T>(Span<T> average, ReadOnlySpan<T> value, T keep, T rest) where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Multiply(average, keep, average);
        TensorPrimitives.MultiplyAdd(value, rest, average, average);
    }
}
