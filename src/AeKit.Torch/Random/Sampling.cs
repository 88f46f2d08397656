using TorchSharp.Tensors;
using Generator = TorchSharp.torch.Generator;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Random;

/// <summary>PyTorch's CPU samplers: the same draws in the same order from the same generator.</summary>
internal static class Sampling
{
    /// <summary>From this size on PyTorch draws normal numbers in groups of 16.</summary>
    private const int NormalGroup = 16;

    /// <summary>Uniform in [from, to); one fused multiply-add per number, as PyTorch's compiled code does it.</summary>
    internal static void Uniform(Tensor tensor, double from, double to, Generator? generator)
    {
        generator ??= Generator.Default;
        using var turn = generator.Turn.EnterScope();
        if (tensor.dtype == torch.ScalarType.Float32)
        {
            var (low, range) = ((float)from, (float)to - (float)from);
            foreach (ref var x in tensor.Span<float>()) x = MathF.FusedMultiplyAdd(generator.NextSingle(), range, low);
        }
        else
        {
            RequireFloat(tensor, "uniform_");
            foreach (ref var x in tensor.Span<double>()) x = Math.FusedMultiplyAdd(generator.NextDouble(), to - from, from);
        }
    }

    internal static void Normal(Tensor tensor, double mean, double std, Generator? generator)
    {
        generator ??= Generator.Default;
        using var turn = generator.Turn.EnterScope();
        if (std < 0) throw new ArgumentException($"normal_: the standard deviation must not be negative, got {std}.");
        if (tensor.dtype == torch.ScalarType.Float32) Normal(tensor.Span<float>(), (float)mean, (float)std, generator);
        else
        {
            RequireFloat(tensor, "normal_");
            Normal(tensor.Span<double>(), mean, std, generator);
        }
    }

    private static void Normal(Span<float> values, float mean, float std, Generator generator)
    {
        if (values.Length < NormalGroup)
        {
            foreach (ref var x in values) x = (float)(generator.NextNormal() * std + mean);
            return;
        }
        foreach (ref var x in values) x = generator.NextSingle();
        for (var i = 0; i < values.Length - NormalGroup + 1; i += NormalGroup) BoxMuller(values.Slice(i, NormalGroup), mean, std);
        if (values.Length % NormalGroup == 0) return;
        // The last group overlaps the one before and is drawn afresh.
        var last = values[^NormalGroup..];
        foreach (ref var x in last) x = generator.NextSingle();
        BoxMuller(last, mean, std);
    }

    private static void BoxMuller(Span<float> group, float mean, float std)
    {
        for (var j = 0; j < NormalGroup / 2; j++)
        {
            var radius = MathF.Sqrt(-2 * MathF.Log(1 - group[j]));
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * group[j + NormalGroup / 2]);
            group[j] = radius * cos * std + mean;
            group[j + NormalGroup / 2] = radius * sin * std + mean;
        }
    }

    private static void Normal(Span<double> values, double mean, double std, Generator generator)
    {
        if (values.Length < NormalGroup)
        {
            foreach (ref var x in values) x = generator.NextNormal() * std + mean;
            return;
        }
        foreach (ref var x in values) x = generator.NextDouble();
        for (var i = 0; i < values.Length - NormalGroup + 1; i += NormalGroup) BoxMuller(values.Slice(i, NormalGroup), mean, std);
        if (values.Length % NormalGroup == 0) return;
        var last = values[^NormalGroup..];
        foreach (ref var x in last) x = generator.NextDouble();
        BoxMuller(last, mean, std);
    }

    private static void BoxMuller(Span<double> group, double mean, double std)
    {
        for (var j = 0; j < NormalGroup / 2; j++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - group[j]));
            var (sin, cos) = Math.SinCos(2 * Math.PI * group[j + NormalGroup / 2]);
            group[j] = radius * cos * std + mean;
            group[j + NormalGroup / 2] = radius * sin * std + mean;
        }
    }

    /// <summary>1 with probability p, else 0; 53 random bits per draw.</summary>
    internal static void Bernoulli(Tensor tensor, double p, Generator? generator)
    {
        if (!(p is >= 0 and <= 1)) throw new ArgumentException($"bernoulli_: the probability must lie in [0, 1], got {p}.");
        generator ??= Generator.Default;
        using var turn = generator.Turn.EnterScope();
        switch (tensor.dtype)
        {
            case torch.ScalarType.Float32:
                foreach (ref var x in tensor.Span<float>()) x = generator.NextDouble() < p ? 1 : 0;
                break;
            case torch.ScalarType.Float64:
                foreach (ref var x in tensor.Span<double>()) x = generator.NextDouble() < p ? 1 : 0;
                break;
            case torch.ScalarType.Bool or torch.ScalarType.Byte:
                foreach (ref var x in tensor.Span<byte>()) x = generator.NextDouble() < p ? (byte)1 : (byte)0;
                break;
            default:
                throw new NotSupportedException($"bernoulli_ is available for Float32, Float64, Bool and Byte, not {tensor.dtype}.");
        }
    }

    /// <summary>1 with the probability that stands at the same place; Float32 probabilities use 24 random bits, Float64 53.</summary>
    internal static void Bernoulli(Tensor target, Tensor probabilities, Generator? generator)
    {
        generator ??= Generator.Default;
        using var turn = generator.Turn.EnterScope();
        using var p = new Dense(probabilities);
        using var draws = Tensor.Empty(probabilities.Layout, probabilities.dtype, tracked: false);
        if (probabilities.dtype == torch.ScalarType.Float32)
        {
            var chance = p.Span<float>();
            var y = draws.Span<float>();
            for (var i = 0; i < y.Length; i++) y[i] = generator.NextSingle() < Probability(chance[i]) ? 1 : 0;
        }
        else
        {
            RequireFloat(probabilities, "bernoulli");
            var chance = p.Span<double>();
            var y = draws.Span<double>();
            for (var i = 0; i < y.Length; i++) y[i] = generator.NextDouble() < Probability(chance[i]) ? 1 : 0;
        }
        Ops.Copy.Into(draws, target);
    }

    /// <summary>−ln(1 − u)/λ with 53 random bits per draw.</summary>
    internal static void Exponential(Tensor tensor, double rate, Generator? generator)
    {
        if (!(rate > 0)) throw new ArgumentException($"exponential_: the rate must be positive, got {rate}.");
        generator ??= Generator.Default;
        using var turn = generator.Turn.EnterScope();
        if (tensor.dtype == torch.ScalarType.Float32)
        {
            foreach (ref var x in tensor.Span<float>()) x = (float)(-Math.Log(1 - generator.NextDouble()) / rate);
        }
        else
        {
            RequireFloat(tensor, "exponential_");
            foreach (ref var x in tensor.Span<double>()) x = -Math.Log(1 - generator.NextDouble()) / rate;
        }
    }

    internal static void Integers(Span<long> values, long low, long high, Generator? generator)
    {
        generator ??= Generator.Default;
        using var turn = generator.Turn.EnterScope();
        var range = (ulong)(high - low);
        foreach (ref var x in values)
            x = (long)((range >= 1ul << 32 ? generator.NextUInt64() : generator.NextUInt32()) % range) + low;
    }

    internal static void Permutation(Span<long> values, Generator? generator)
    {
        generator ??= Generator.Default;
        using var turn = generator.Turn.EnterScope();
        for (var i = 0; i < values.Length; i++) values[i] = i;
        for (var i = 0; i < values.Length - 1; i++)
        {
            var j = i + (int)(generator.NextUInt32() % (uint)(values.Length - i));
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static double Probability(double p)
        => p is >= 0 and <= 1 ? p : throw new ArgumentException($"bernoulli: probabilities must lie in [0, 1], got {p}.");

    private static void RequireFloat(Tensor tensor, string operation)
    {
        if (tensor.dtype != torch.ScalarType.Float64)
            throw new NotSupportedException($"{operation} is available for Float32 and Float64, not {tensor.dtype}.");
    }
}
