using MathNet.Numerics.Distributions;

namespace AeKit.Tests.Coding;

internal static class NormalSample
{
    /// <summary>Independent draws from N(0, 1).</summary>
    public static float[] Values(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => (float)Normal.InvCDF(0, 1, 1 - random.NextDouble()))];

    /// <summary>The quantiles of N(0, 1) at the middle of each of <paramref name="count"/> equal parts: a sample without chance.</summary>
    public static float[] Quantiles(int count) => [.. Enumerable.Range(0, count).Select(i => (float)Normal.InvCDF(0, 1, (i + 0.5) / count))];
}
