using AeKit.Data;

namespace AeKit.Tests.Data;

public sealed class MnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [MnistFact]
    public void The_training_part_is_the_published_one()
    {
        using Dataset data = Mnist.Load();
        Assert.Equal([60_000, 784], data.Features.shape);
        Assert.Equal([28L, 28], data.ExampleShape);
        Assert.Equal(
            [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
            data.Labels!.ToInt64Array().CountBy(label => label).OrderBy(entry => entry.Key).Select(entry => entry.Value));
        // The mean and standard deviation that everyone normalises MNIST with.
        float[] pixels = data.Features.ToArray();
        double mean = pixels.Average(pixel => (double)pixel);
        Assert.Equal(0.1307, mean, 5e-5);
        Assert.Equal(0.3081, Math.Sqrt(pixels.Average(pixel => (pixel - mean) * (pixel - mean))), 5e-5);
    }

    [MnistFact]
    public void The_test_part_is_the_published_one()
    {
        using Dataset data = Mnist.Load(train: false);
        Assert.Equal([10_000, 784], data.Features.shape);
        Assert.Equal([7L, 2, 1, 0, 4], data.Labels!.ToInt64Array()[..5]);
        Assert.Equal("MNIST test set", data.Name);
    }

    [MnistFact]
    public void Unpacked_or_repacked_files_are_as_good_and_changed_ones_are_refused()
    {
        string source = Path.Combine(Environment.GetEnvironmentVariable("AEKIT_DATA")!, "mnist");
        IdxArray images = IdxFile.Read(Path.Combine(source, "t10k-images-idx3-ubyte.gz")), labels = IdxFile.Read(Path.Combine(source, "t10k-labels-idx1-ubyte.gz"));
        byte[] labelBytes = [0, 0, 8, 1, 0, 0, 0x27, 0x10, .. labels.Values];
        _folder.Write("t10k-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0x27, 0x10, 0, 0, 0, 28, 0, 0, 0, 28, .. images.Values]);
        _folder.Write("t10k-labels-idx1-ubyte.gz", TemporaryFolder.Gzip(labelBytes));
        using (Dataset data = Mnist.Load(train: false, _folder.Path))
            Assert.Equal(10_000, data.Count);

        labelBytes[100] ^= 1;
        string path = _folder.Write("t10k-labels-idx1-ubyte.gz", TemporaryFolder.Gzip(labelBytes));
        string message = Assert.Throws<InvalidDataException>(() => Mnist.Load(train: false, _folder.Path)).Message;
        Assert.Contains($"'{path}' is not the published t10k-labels-idx1-ubyte", message, StringComparison.Ordinal);
        Assert.Contains("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_listed_with_where_to_put_them()
    {
        _folder.Write("train-images-idx3-ubyte.gz", [1]);
        string message = Assert.Throws<FileNotFoundException>(() => Mnist.Load(folder: _folder.Path)).Message;
        Assert.Contains(_folder.Path, message, StringComparison.Ordinal);
        Assert.Contains("train-images-idx3-ubyte.gz (or train-images-idx3-ubyte, 47,040,016 bytes)", message, StringComparison.Ordinal);
        Assert.Contains("train-labels-idx1-ubyte.gz", message, StringComparison.Ordinal);
        Assert.Contains("data/cache", message, StringComparison.Ordinal);
        Assert.Contains("AEKIT_DATA", message, StringComparison.Ordinal);
        Assert.Contains("'fashion-mnist'", Assert.Throws<FileNotFoundException>(() => FashionMnist.Load(folder: _folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_parts_are_needed_to_be_available()
    {
        _folder.Write("train-images-idx3-ubyte.gz", [1]);
        _folder.Write("train-labels-idx1-ubyte", [1]);
        _folder.Write("t10k-images-idx3-ubyte", [1]);
        Assert.False(Mnist.IsAvailable(_folder.Path));
        Assert.False(FashionMnist.IsAvailable(_folder.Path));

        _folder.Write("t10k-labels-idx1-ubyte.gz", [1]);
        Assert.True(Mnist.IsAvailable(_folder.Path));
        Assert.True(FashionMnist.IsAvailable(_folder.Path));
    }

    [Fact]
    public void Other_files_of_the_same_names_are_refused()
    {
        string images = _folder.Write("t10k-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[784]]);
        string labels = _folder.Write("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 3]);
        string message = Assert.Throws<InvalidDataException>(() => Mnist.Load(train: false, _folder.Path)).Message;
        Assert.Contains($"'{images}' unpacks to 800 bytes, but the published t10k-images-idx3-ubyte has 7840016", message, StringComparison.Ordinal);
        Assert.Contains("IdxFile.Read", message, StringComparison.Ordinal);

        // Swapped files are told apart by their magic numbers.
        File.Copy(labels, images, overwrite: true);
        Assert.Contains("(a file of labels)", Assert.Throws<InvalidDataException>(() => FashionMnist.Load(train: false, _folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fashion_images_packed_differently_are_refused_and_unpacked_ones_accepted()
    {
        byte[] images = [0, 0, 8, 3, 0, 0, 0x27, 0x10, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[7_840_000]];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0x27, 0x10, .. new byte[10_000]];
        _folder.Write("t10k-images-idx3-ubyte.gz", TemporaryFolder.Gzip(images));
        _folder.Write("t10k-labels-idx1-ubyte", labels);
        Assert.Contains("its MD5 is", Assert.Throws<InvalidDataException>(() => FashionMnist.Load(train: false, _folder.Path)).Message, StringComparison.Ordinal);

        File.Delete(Path.Combine(_folder.Path, "t10k-images-idx3-ubyte.gz"));
        _folder.Write("t10k-images-idx3-ubyte", images);
        Assert.Contains("t10k-labels-idx1-ubyte: the SHA-256", Assert.Throws<InvalidDataException>(() => FashionMnist.Load(train: false, _folder.Path)).Message, StringComparison.Ordinal);
    }
}
