using TorchSharp.Kernels;
using TorchSharp.Ops;

namespace AeKit.Torch.Tests.Kernels;

public sealed unsafe class ElementaryTests
{
    private delegate void Run(ReadOnlySpan<float> x, Span<float> y);

    // The function, its true value, and the error allowed in units in the last place.
    private static readonly Dictionary<string, (Run Run, Func<double, double> True, double Ulps)> Functions = new()
    {
        ["exp"] = ((x, y) => LaneMap.TryRun(new ExpMap(), x, y), Math.Exp, 1),
        ["log"] = ((x, y) => LaneMap.TryRun(new LogMap(), x, y), Math.Log, 1),
        ["sigmoid"] = ((x, y) => LaneMap.TryRun(new SigmoidMap(), x, y), x => 1 / (1 + Math.Exp(-x)), 2.5),
        ["tanh"] = ((x, y) => LaneMap.TryRun(new TanhMap(), x, y), Math.Tanh, 3.5),
    };

    [Theory]
    [InlineData("exp", -103, 88.7)]
    [InlineData("exp", -1, 1)]
    [InlineData("log", 0, 1)]
    [InlineData("log", 0.9, 1.1)]
    [InlineData("log", 1e-45, 1e-37)]
    [InlineData("log", 1, 3e38)]
    [InlineData("sigmoid", -86, 20)]
    [InlineData("sigmoid", -2, 2)]
    [InlineData("tanh", -10, 10)]
    [InlineData("tanh", -1, 1)]
    [InlineData("tanh", -1e-3, 1e-3)]
    public void Values_are_within_some_units_in_the_last_place(string name, double low, double high)
    {
        var (run, truth, ulps) = Functions[name];
        var random = new System.Random(1);
        var x = new float[100_003];
        var y = new float[x.Length];
        for (var i = 0; i < x.Length; i++) x[i] = (float)(low + (high - low) * random.NextDouble());
        run(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = truth(x[i]);
            var near = Math.Abs((float)expected);
            var unit = (double)MathF.BitIncrement(near) - near;
            Assert.True(Math.Abs(y[i] - expected) <= ulps * unit, $"{name}({x[i]:R}) is {y[i]:R}, but the true value is {expected:R}");
        }
    }

    [Fact]
    public void Limits_are_those_of_IEEE_754()
    {
        float[] x = [0, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 88.73f, -104, 1e-45f, -1, 200, -200];
        Assert.Equal([1, 1, float.PositiveInfinity, 0, float.NaN, float.PositiveInfinity, 0, 1], Values("exp", x)[..8]);
        Assert.Equal([float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN, float.NaN], Values("log", x)[..5]);
        Assert.True(float.IsNaN(Values("log", x)[8]));
        Assert.Equal([0.5f, 0.5f, 1, 0, float.NaN], Values("sigmoid", x)[..5]);
        Assert.Equal([1, 0], Values("sigmoid", x)[9..]);
        Assert.Equal([0, 0, 1, -1, float.NaN], Values("tanh", x)[..5]);
        Assert.Equal([1, -1], Values("tanh", x)[9..]);
    }

    [Fact]
    public void All_widths_and_places_give_the_same_bits()
    {
        var random = new System.Random(2);
        var x = new float[160];
        for (var i = 0; i < x.Length; i++) x[i] = (float)(random.NextDouble() * 20 - 10);
        Same(new ExpMap(), x);
        Same(new LogMap(), x);
        Same(new SigmoidMap(), x);
        Same(new TanhMap(), x);
        Same(new SiluMap(), x);
    }

    private static void Same<TMap>(TMap map, float[] x) where TMap : struct, ILaneMap
    {
        var narrow = Bits<TMap, Lanes128>(map, x);
        Assert.Equal(narrow, Bits<TMap, Lanes256>(map, x));
        Assert.Equal(narrow, Bits<TMap, Lanes512>(map, x));
        for (var length = 1; length < 40; length++)
        {
            var y = new float[length];
            LaneMap.TryRun<TMap, float>(map, x.AsSpan(3, length), y);
            Assert.Equal(narrow[3..(3 + length)], y.Select(BitConverter.SingleToInt32Bits));
        }
    }

    private static int[] Bits<TMap, T>(TMap map, float[] x) where TMap : struct, ILaneMap where T : struct, ILanes<T>
    {
        var y = new float[x.Length];
        fixed (float* px = x, py = y)
            for (var i = 0; i < x.Length; i += T.Count) map.Apply(T.Load(px + i)).Store(py + i);
        return [.. y.Select(BitConverter.SingleToInt32Bits)];
    }

    private static float[] Values(string name, float[] x)
    {
        var y = new float[x.Length];
        Functions[name].Run(x, y);
        return y;
    }
}
