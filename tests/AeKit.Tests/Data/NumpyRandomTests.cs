using AeKit.Data;

namespace AeKit.Tests.Data;

public sealed class NumpyRandomTests
{
    private static readonly double[][] Golden = GoldenFile.Read("generators.csv");

    [Theory]
    [InlineData(0u, 0)]
    [InlineData(4294967295u, 1)]
    public void The_first_numbers_are_NumPys(uint seed, int line)
    {
        var random = new NumpyRandom(seed);

        Assert.Equal(Golden[line], Enumerable.Range(0, 5).Select(_ => random.NextDouble()));
    }

    [Fact]
    public void Different_distributions_drawn_in_turn_are_NumPys()
    {
        var random = new NumpyRandom(42);

        AssertClose(Golden[2], random.Uniform(-10, 10, 3));
        AssertClose(Golden[3], [.. Enumerable.Range(0, 5).Select(_ => random.NextNormal())]);
        Assert.Equal(Golden[4], random.Permutation(17).Select(i => (double)i));
        AssertClose(Golden[5], random.Normal(2, 0.5, 4));
    }

    [Fact]
    public void The_state_is_generated_anew_when_it_is_used_up()
    {
        var random = new NumpyRandom(7);

        Assert.Equal(Golden[6][0], Enumerable.Range(0, 1500).Sum(_ => random.NextDouble()), 1e-9);
    }

    [Fact]
    public void Impossible_arguments_are_refused()
    {
        var random = new NumpyRandom(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => random.Uniform(0, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Normal(0, -1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Permutation(-1));
        Assert.Empty(random.Permutation(0));
    }

    private static void AssertClose(double[] expected, double[] actual) =>
        Assert.Equal(expected, actual, (a, b) => Math.Abs(a - b) <= 1e-14 * Math.Max(1, Math.Abs(a)));
}
