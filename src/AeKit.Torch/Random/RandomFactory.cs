using TorchSharp.Tensors;
using Generator = TorchSharp.torch.Generator;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Random;

/// <summary>New tensors of random numbers.</summary>
internal static class RandomFactory
{
    internal static Tensor Uniform(ReadOnlySpan<long> sizes, torch.ScalarType? type, torch.Device? device, bool requiresGrad, Generator? generator, string[]? names)
    {
        var result = Create.Uninitialised(sizes, type, device, names);
        Sampling.Uniform(result, 0, 1, generator);
        return result.requires_grad_(requiresGrad);
    }

    internal static Tensor Normal(ReadOnlySpan<long> sizes, torch.ScalarType? type, torch.Device? device, bool requiresGrad, Generator? generator, string[]? names)
    {
        var result = Create.Uninitialised(sizes, type, device, names);
        Sampling.Normal(result, 0, 1, generator);
        return result.requires_grad_(requiresGrad);
    }

    internal static Tensor Integers(long low, long high, ReadOnlySpan<long> sizes, torch.ScalarType? type, torch.Device? device, bool requiresGrad, Generator? generator, string[]? names)
    {
        if (low >= high) throw new ArgumentException($"randint: low {low} must be below high {high}.");
        var result = Create.Uninitialised(sizes, torch.ScalarType.Int64, device, names);
        Sampling.Integers(result.Span<long>(), low, high, generator);
        return result.to_type(type ?? torch.ScalarType.Int64, disposeAfter: true).requires_grad_(requiresGrad);
    }
}
