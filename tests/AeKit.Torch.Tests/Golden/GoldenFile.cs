using System.Text.Json;

namespace AeKit.Torch.Tests.Golden;

/// <summary>Reads the values that generate.py wrote with PyTorch.</summary>
internal static class GoldenFile
{
    internal static JsonElement Read(string name)
    {
        using var stream = typeof(GoldenFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"{name} is not embedded in the test assembly.");
        return JsonDocument.Parse(stream).RootElement;
    }

    internal static float[] Floats(JsonElement values) => [.. values.EnumerateArray().Select(v => v.GetSingle())];

    internal static double[] Doubles(JsonElement values) => [.. values.EnumerateArray().Select(v => v.GetDouble())];

    internal static long[] Longs(JsonElement values) => [.. values.EnumerateArray().Select(v => v.GetInt64())];

    internal static Tensor Tensor(JsonElement packed)
        => tensor(Floats(packed.GetProperty("values")), Longs(packed.GetProperty("shape")));

    /// <summary>Equal shapes, and values equal to a fraction of the largest.</summary>
    internal static void AssertClose(Tensor expected, Tensor actual, string what, double tolerance = 1e-5)
    {
        Assert.True(expected.shape.AsSpan().SequenceEqual(actual.shape), $"{what}: shape [{string.Join(", ", actual.shape)}] instead of [{string.Join(", ", expected.shape)}]");
        AssertClose(expected.data<float>().ToArray(), actual.data<float>().ToArray(), what, tolerance);
    }

    internal static void AssertClose(float[] expected, float[] actual, string what, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale + 1e-9 || (float.IsNaN(expected[i]) && float.IsNaN(actual[i])),
                $"{what}: element {i} is {actual[i]:g9} instead of {expected[i]:g9}");
    }
}
