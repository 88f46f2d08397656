using AeKit.Coding;

namespace AeKit.Tests.Coding;

public class FrequencyTableTests
{
    [Fact]
    public void Bits_are_the_negative_logarithm_of_the_probability()
    {
        var table = FrequencyTable.FromProbabilities(-1, [0.5, 0.25, 0.125]);

        Assert.Equal((-1, 1), (table.First, table.Last));
        Assert.Equal(1, table.Bits(-1), 1e-4);
        Assert.Equal(2, table.Bits(0), 1e-4);
        Assert.Equal(3, table.Bits(1), 1e-4);
    }

    // The escape has the rest, 1/8: three bits; then the gamma code of 1, 2, 3, … takes 1, 3, 3, 5, … bits.
    [Fact]
    public void Integers_outside_cost_the_escape_and_their_distance()
    {
        var table = FrequencyTable.FromProbabilities(-1, [0.5, 0.25, 0.125]);

        Assert.Equal([4, 6, 6, 8], new[] { 2, -2, 3, -3 }.Select(table.Bits), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void No_entry_is_impossible()
    {
        var table = FrequencyTable.FromProbabilities(0, [1, 0, 0]);

        Assert.Equal(20, table.Bits(1), 1e-9);
        Assert.Equal(0, table.Bits(0), 1e-4);
    }

    [Fact]
    public void Counts_are_relative_frequencies()
    {
        var table = FrequencyTable.FromCounts([3, 3, 3, 5]);

        Assert.Equal((3, 5), (table.First, table.Last));
        Assert.Equal(Math.Log2(4.0 / 3), table.Bits(3), 1e-4);
        Assert.Equal(2, table.Bits(5), 1e-4);
        Assert.Equal(20, table.Bits(4), 1e-9);
    }

    [Fact]
    public void Bad_probabilities_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromProbabilities(0, []));
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromProbabilities(0, [0.5, -0.1]));
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromProbabilities(0, [double.NaN]));
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromProbabilities(0, [0.7, 0.7]));
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromCounts([]));
        Assert.Contains("larger step", Assert.Throws<ArgumentException>(() => FrequencyTable.FromCounts([0, 1 << 20])).Message);
        Assert.Contains("larger step", Assert.Throws<ArgumentException>(() => FrequencyTable.FromProbabilities(0, new double[70_000])).Message);
    }
}
