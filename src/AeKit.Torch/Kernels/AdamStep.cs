using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchSharp.Threads;

namespace TorchSharp.Kernels;

/// <summary>
/// The update of Adam and AdamW in one pass over parameter, gradient and state:
/// x ← x − (lr / c₁) · m / (√v / √c₂ + ε), with c = 1 − βᵗ, written with one division as (lr √c₂ / c₁) · m / (√v + ε √c₂).
/// </summary>
internal static unsafe class AdamStep
{
    /// <summary>The numbers of one step; StepSize is lr √c₂ / c₁ and Epsilon is ε √c₂.</summary>
    internal readonly record struct Factors(double Beta1, double Beta2, double StepSize, double Epsilon, double WeightDecay, double Shrink, bool Maximize);

    internal static void Run<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> mean, Span<T> square, Span<T> largest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* p = parameter, g = gradient, m = mean, v = square, w = largest)
        {
            if (typeof(T) == typeof(float))
                ThreadTeam.Run(new Job { Factors = f, Parameter = (float*)p, Gradient = (float*)g, Mean = (float*)m, Square = (float*)v, Largest = (float*)w, Count = parameter.Length },
                    Chunk.CountOf(parameter.Length));
            else
                OneByOne(f, parameter, gradient, mean, square, largest);
        }
    }

    private struct Job : IParallelJob
    {
        internal Factors Factors;
        internal float* Parameter, Gradient, Mean, Square, Largest;
        internal int Count;

        public readonly void Run(int part)
        {
            var (start, count) = (part * Chunk.Length, Chunk.LengthOf(part, Count));
            if (Vector512.IsHardwareAccelerated) Update<Lanes512>(start, count);
            else if (Vector256.IsHardwareAccelerated) Update<Lanes256>(start, count);
            else Update<Lanes128>(start, count);
        }

        private readonly void Update<T>(int start, int count) where T : struct, ILanes<T>
        {
            float* p = Parameter + start, g = Gradient + start, m = Mean + start, v = Square + start, w = Largest == null ? null : Largest + start;
            var numbers = new Numbers<T>(Factors);
            var i = 0;
            for (; i + T.Count <= count; i += T.Count) Update(numbers, p + i, g + i, m + i, v + i, w == null ? null : w + i);
            if (i == count) return;
            // The last numbers are updated in copies that fill the lanes.
            var rest = stackalloc float[5 * T.Count];
            float* lastP = rest, lastG = rest + T.Count, lastM = rest + 2 * T.Count, lastV = rest + 3 * T.Count, lastW = w == null ? null : rest + 4 * T.Count;
            var left = count - i;
            new Span<float>(rest, 5 * T.Count).Clear();
            Copy(p + i, lastP, left);
            Copy(g + i, lastG, left);
            Copy(m + i, lastM, left);
            Copy(v + i, lastV, left);
            if (w != null) Copy(w + i, lastW, left);
            Update(numbers, lastP, lastG, lastM, lastV, lastW);
            Copy(lastP, p + i, left);
            Copy(lastM, m + i, left);
            Copy(lastV, v + i, left);
            if (w != null) Copy(lastW, w + i, left);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Update<T>(in Numbers<T> n, float* p, float* g, float* m, float* v, float* w) where T : struct, ILanes<T>
        {
            var x = T.Load(p) * n.Shrink;
            var d = T.MultiplyAdd(x, n.Decay, T.Load(g) * n.Sign);
            var mean = T.MultiplyAdd(T.Load(m), n.Beta1, d * n.Rest1);
            var square = T.MultiplyAdd(T.Load(v), n.Beta2, d * d * n.Rest2);
            mean.Store(m);
            square.Store(v);
            if (w != null)
            {
                square = T.Max(T.Load(w), square);
                square.Store(w);
            }
            (x - mean * n.Step / (T.Sqrt(square) + n.Epsilon)).Store(p);
        }

        private static void Copy(float* source, float* target, int count) => new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
    }

    private readonly struct Numbers<T>(in Factors f) where T : struct, ILanes<T>
    {
        internal readonly T Beta1 = T.Create((float)f.Beta1), Rest1 = T.Create((float)(1 - f.Beta1));
        internal readonly T Beta2 = T.Create((float)f.Beta2), Rest2 = T.Create((float)(1 - f.Beta2));
        internal readonly T Step = T.Create((float)f.StepSize), Epsilon = T.Create((float)f.Epsilon);
        internal readonly T Decay = T.Create((float)f.WeightDecay), Shrink = T.Create((float)f.Shrink);
        internal readonly T Sign = T.Create(f.Maximize ? -1 : 1);
    }

    private static void OneByOne<T>(in Factors f, Span<T> parameter, ReadOnlySpan<T> gradient, Span<T> mean, Span<T> square, Span<T> largest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (beta1, rest1) = (T.CreateTruncating(f.Beta1), T.CreateTruncating(1 - f.Beta1));
        var (beta2, rest2) = (T.CreateTruncating(f.Beta2), T.CreateTruncating(1 - f.Beta2));
        var (step, eps) = (T.CreateTruncating(f.StepSize), T.CreateTruncating(f.Epsilon));
        var (decay, shrink) = (T.CreateTruncating(f.WeightDecay), T.CreateTruncating(f.Shrink));
        var sign = f.Maximize ? -T.One : T.One;
        for (var i = 0; i < parameter.Length; i++)
        {
            var x = parameter[i] * shrink;
            var d = gradient[i] * sign + x * decay;
            mean[i] = mean[i] * beta1 + d * rest1;
            square[i] = square[i] * beta2 + d * d * rest2;
            var s = square[i];
            if (!largest.IsEmpty) largest[i] = s = T.Max(largest[i], s);
            parameter[i] = x - mean[i] * step / (T.Sqrt(s) + eps);
        }
    }
}
