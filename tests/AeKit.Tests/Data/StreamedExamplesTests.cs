using AeKit.Data;
using static TorchSharp.torch;

namespace AeKit.Tests.Data;

public sealed class StreamedExamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back()
    {
        string path = Numbered(7);

        IdxArray array = IdxFile.Read(path, dimensions: 2);

        Assert.Equal([7, 2], array.Shape);
        Assert.Equal<byte>([0, 100, 1, 101, 2, 102, 3, 103, 4, 104, 5, 105, 6, 106], array.Values);
    }

    [Fact]
    public void A_buffer_of_one_keeps_the_order_of_the_file()
    {
        var stream = new StreamedExamples(Numbered(7), divideBy: 10);

        float[][] batches = [.. stream.Batches(batchSize: 3, bufferSize: 1).Select(batch => batch.X.ToArray())];

        Assert.Equal((7, 2), (stream.Count, stream.FeatureCount));
        Assert.Equal([6, 6, 2], batches.Select(batch => batch.Length));
        Assert.Equal([0, 10, 0.1f, 10.1f, 0.2f, 10.2f], batches[0]);
        Assert.Equal([0.6f, 10.6f], batches[2]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(1000)]
    public void Each_example_comes_once_in_every_pass_and_not_far_before_its_turn(int bufferSize)
    {
        manual_seed(1);
        var stream = new StreamedExamples(Numbered(60), divideBy: 1);

        int[] first = Order(stream, bufferSize), second = Order(stream, bufferSize);

        Assert.Equal(Enumerable.Range(0, 60), first.Order());
        Assert.NotEqual(Enumerable.Range(0, 60), first);
        Assert.NotEqual(first, second);
        Assert.All(first.Select((example, position) => example - position), ahead => Assert.True(ahead < bufferSize));
    }

    [Fact]
    public void The_seed_fixes_the_order()
    {
        var stream = new StreamedExamples(Numbered(60), divideBy: 1);

        manual_seed(3);
        int[] first = Order(stream, 20);
        manual_seed(3);

        Assert.Equal(first, Order(stream, 20));
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_where_it_ends()
    {
        string path = _folder.Write("cut", File.ReadAllBytes(Numbered(7)).AsSpan(..^3));
        var stream = new StreamedExamples(path);

        var error = Assert.Throws<InvalidDataException>(() => stream.Batches(2, 1).ToList());

        Assert.Contains($"'{path}', byte 23: the file ends here, 1 bytes short of example 5 of 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_below_one_and_arrays_that_do_not_fit_their_shape_are_refused()
    {
        var stream = new StreamedExamples(Numbered(7));

        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Batches(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Batches(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StreamedExamples(Numbered(7), divideBy: 0));
        Assert.Throws<ArgumentException>(() => IdxFile.Write(Path.Combine(_folder.Path, "bad"), new IdxArray([2, 3], new byte[5])));
    }

    // Example i is (i, 100 + i).
    private string Numbered(int count)
    {
        string path = Path.Combine(_folder.Path, $"numbered-{count}");
        IdxFile.Write(path, new IdxArray([count, 2], [.. Enumerable.Range(0, count).SelectMany(i => new[] { (byte)i, (byte)(100 + i) })]));
        return path;
    }

    private static int[] Order(StreamedExamples stream, int bufferSize) =>
        [.. stream.Batches(16, bufferSize).SelectMany(batch => batch.X.ToArray().Chunk(2)).Select(example => (int)example[0])];
}
