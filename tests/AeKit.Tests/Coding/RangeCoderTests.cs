using AeKit.Coding;

namespace AeKit.Tests.Coding;

public class RangeCoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Integers_come_back_whatever_their_probabilities(int seed)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < 200; trial++)
        {
            var (first, count) = (random.Next(-50, 50), random.Next(1, 40));
            var p = Enumerable.Range(0, count).Select(_ => Math.Pow(random.NextDouble(), 8)).ToArray();
            var sum = p.Sum() * (1 + random.NextDouble());
            var table = FrequencyTable.FromProbabilities(first, [.. p.Select(v => v / sum)]);
            var values = Enumerable.Range(0, random.Next(300)).Select(_ => random.Next(first - 3, first + count + 3)).ToArray();

            Assert.Equal(values, Decode(Encode(values, table), table, values.Length));
        }
    }

    // The likeliest symbol over and over makes the longest runs of carries.
    [Fact]
    public void Carries_run_through_bytes_that_are_out_already()
    {
        for (var length = 1; length < 400; length++)
        {
            var table = FrequencyTable.FromProbabilities(0, [1.0 / 3, 1.0 / 3, 1.0 / 3 - 1e-6]);
            int[] values = [.. Enumerable.Repeat(2, length), 2, 1, 0];
            Assert.Equal(values, Decode(Encode(values, table), table, values.Length));
        }
    }

    [Fact]
    public void The_rarest_integers_come_back_too()
    {
        var table = FrequencyTable.FromProbabilities(0, [1 - 1e-9]);
        int[] values = [0, 1, -1, int.MaxValue, int.MinValue, 0, 1 << 20, -(1 << 20)];
        Assert.Equal(values, Decode(Encode(values, table), table, values.Length));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void The_bytes_are_as_many_as_the_entropy_says(double step)
    {
        var indices = new UniformQuantizer(step).Quantize(NormalSample.Values(200_000, new Random(1)));
        var table = FrequencyTable.FromCounts(indices);

        var bits = 8 * Encode(indices, table).Length;

        var entropy = Entropy.Bits(indices) * indices.Length;
        Assert.InRange(bits, entropy - 8, 1.001 * entropy + 8);
        Assert.Equal(indices.Sum(table.Bits), bits, 16.0);
    }

    [Fact]
    public void Tables_may_change_from_integer_to_integer()
    {
        var random = new Random(1);
        FrequencyTable[] tables = [FrequencyTable.FromProbabilities(0, [0.9, 0.1]), FrequencyTable.FromProbabilities(-5, [0.2, 0.2, 0.2, 0.2, 0.2])];
        var values = Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? random.Next(2) : random.Next(-5, 0)).ToArray();
        var encoder = new RangeEncoder();
        for (var i = 0; i < values.Length; i++)
        {
            encoder.Encode(tables[i % 2], values[i]);
        }

        var decoder = new RangeDecoder(encoder.Finish());

        Assert.Equal(values, values.Select((_, i) => decoder.Decode(tables[i % 2])));
    }

    [Fact]
    public void Nothing_takes_no_bytes_and_an_encoder_can_be_used_again()
    {
        var table = FrequencyTable.FromProbabilities(0, [0.5, 0.5]);
        var encoder = new RangeEncoder();
        Assert.Empty(encoder.Finish());
        encoder.Encode(table, 1);
        var bytes = encoder.Finish();
        encoder.Encode(table, 1);
        Assert.Equal(bytes, encoder.Finish());
    }

    [Fact]
    public void Bytes_of_something_else_never_hang_and_fail_only_as_invalid_data()
    {
        var random = new Random(1);
        var table = FrequencyTable.FromProbabilities(0, [0.3, 0.3]);
        for (var trial = 0; trial < 500; trial++)
        {
            var bytes = new byte[random.Next(30)];
            random.NextBytes(bytes);
            try
            {
                Decode(bytes, table, 50);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    private static byte[] Encode(int[] values, FrequencyTable table)
    {
        var encoder = new RangeEncoder();
        foreach (var value in values)
        {
            encoder.Encode(table, value);
        }

        return encoder.Finish();
    }

    private static int[] Decode(byte[] bytes, FrequencyTable table, int count)
    {
        var decoder = new RangeDecoder(bytes);
        return [.. Enumerable.Range(0, count).Select(_ => decoder.Decode(table))];
    }
}
