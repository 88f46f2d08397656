using AeKit.Data;

namespace AeKit.Tests.Data;

public sealed class DigitsTests
{
    private static readonly Dataset Data = Digits.Load();

    [Fact]
    public void Has_1797_labelled_images_of_8_by_8()
    {
        Assert.Equal([1797, 64], Data.Features.shape);
        Assert.Equal([8L, 8], Data.ExampleShape);
        Assert.Equal((0.0, 1.0), Data.ValueRange);
        Assert.Equal(
            [178, 182, 177, 183, 181, 182, 181, 179, 174, 180],
            Data.Labels!.ToInt64Array().CountBy(label => label).OrderBy(entry => entry.Key).Select(entry => entry.Value));
    }

    [Fact]
    public void Pixels_are_the_sixteenths_of_the_published_file()
    {
        float[] pixels = Data.Features.ToArray();
        Assert.Equal(561_718, pixels.Sum(pixel => (double)pixel) * 16);
        Assert.All(pixels, pixel => Assert.True(pixel is >= 0 and <= 1 && pixel * 16 == MathF.Round(pixel * 16)));
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], pixels[..8].Select(pixel => (int)(pixel * 16)));
        // Row 3 of the mean image, computed from the UCI file with Python.
        double[] row = [0.00007, 0.154354, 0.568204, 0.551336, 0.620444, 0.471967, 0.144859, 0.000139];
        Assert.All(row.Select((value, x) => (value, x)), pair => Assert.Equal(
            pair.value, Enumerable.Range(0, 1797).Average(i => (double)pixels[(i * 64) + 24 + pair.x]), 1e-6));
    }

    [Fact]
    public void The_mean_of_the_first_1500_predicts_the_last_297_with_the_known_error()
    {
        var (train, test) = Data.Split(1500);
        float[] x = train.Features.ToArray(), y = test.Features.ToArray();
        double[] mean = [.. Enumerable.Range(0, 64).Select(j => Enumerable.Range(0, 1500).Average(i => (double)x[(i * 64) + j]))];
        Assert.Equal(0.07392, y.Select((value, k) => Math.Pow(value - mean[k % 64], 2)).Average(), 5e-6);
    }

    [Fact]
    public void Resizing_agrees_with_PyTorch()
    {
        foreach (double[] line in GoldenFile.Read("bilinear.csv"))
        {
            var (index, size) = ((int)line[0], (int)line[1]);
            using Dataset resized = Digits.Load(size);
            Assert.Equal([1797, size * size], resized.Features.shape);
            Assert.Equal([(long)size, size], resized.ExampleShape);
            float[] pixels = resized.Features.ToArray();
            for (int k = 0; k < size * size; k++)
                Assert.Equal(line[k + 2], pixels[(index * size * size) + k], 1e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void An_unreasonable_size_is_refused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Load(size));
}
