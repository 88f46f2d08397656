using AeKit.Plots;

namespace AeKit.Tests.Plots;

public sealed class ImagesTests
{
    [Fact]
    public void Grey_images_stand_in_a_grid_with_white_gaps()
    {
        // Three 1×2 images in two columns: [0, ½], [1, −1 (clipped)], [NaN, 2 (clipped)]
        var (width, height, channels, pixels) = Raster(Plot.Images([0, 0.5f, 1, -1, float.NaN, 2], 1, 2, columns: 2));
        Assert.Equal((5, 3, 1), (width, height, channels));
        Assert.Equal<byte>(
        [
            0, 128, 255, 255, 0,
            255, 255, 255, 255, 255,
            128, 255, 255, 255, 255,
        ], pixels);
    }

    [Fact]
    public void Rgb_images_are_read_as_planes()
    {
        float[] redThenBlue = [1, 0, /* green */ 0, 0, /* blue */ 0, 1];
        var (width, height, channels, pixels) = Raster(Plot.Images(redThenBlue, 1, 2, channels: 3));
        Assert.Equal((2, 1, 3), (width, height, channels));
        Assert.Equal<byte>([255, 0, 0, 0, 0, 255], pixels);
    }

    [Fact]
    public void A_range_maps_min_to_black_and_max_to_white() =>
        Assert.Equal<byte>([0, 128, 255], Raster(Plot.Images([-1, 0, 1], 1, 3, min: -1, max: 1)).Pixels);

    [Fact]
    public void Weights_are_white_at_zero() =>
        Assert.Equal<byte>([255, 255, 255], Raster(Plot.Images([-3, 0, 1], 1, 3, diverging: true)).Pixels[3..6]);

    [Fact]
    public void Plotly_shows_the_same_raster_as_the_picture()
    {
        Figure figure = Plot.ImageRows([new("input", [0, 1, 1, 0]), new("output", [0, 1, 1, 0])], 1, 2, columnTitles: new[] { 3, 8 });
        var plotly = figure.Plotly();
        Assert.Equal(figure.Elements("image").Single().Attribute("href")!.Value, plotly["data"]![0]!["source"]!.GetValue<string>());
        string[] texts = ["3", "8", "input", "output"];
        Assert.Equal(texts, plotly["layout"]!["annotations"]!.AsArray().Select(text => text!["text"]!.GetValue<string>()));
        Assert.Equal(texts, figure.Texts());
    }

    [Fact]
    public void Matrices_and_flat_pixels_give_the_same_figure() => Assert.Equal(
        Plot.Images([1, 2, 3, 4, 5, 6, 7, 8], 2, 2, max: 8).ToSvg(),
        Plot.Images([new float[,] { { 1, 2 }, { 3, 4 } }, new float[,] { { 5, 6 }, { 7, 8 } }], max: 8).ToSvg());

    [Fact]
    public void A_hundred_digits_are_one_small_figure()
    {
        var random = new Random(2);
        float[] pixels = [.. Enumerable.Range(0, 6400).Select(_ => random.Next(17) / 16f)];
        Figure figure = Plot.Images(pixels, 8, 8);
        Assert.True(figure.ToSvg().Length < 15_000, $"{figure.ToSvg().Length} bytes");
        Assert.InRange(figure.Picture().Number("width"), 400, 640);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("65 values are not a whole number of images of 1×8×8 = 64", Error(() => Plot.Images(new float[65], 8, 8)), StringComparison.Ordinal);
        Assert.Contains("0 values", Error(() => Plot.Images([], 8, 8)), StringComparison.Ordinal);
        Assert.Contains("2 images but 1 captions", Error(() => Plot.Images(new float[8], 2, 2, captions: new[] { 1 })), StringComparison.Ordinal);
        Assert.Contains("1 channel", Error(() => Plot.Images(new float[8], 2, 2, channels: 2)), StringComparison.Ordinal);
        Assert.Contains("no images", Error(() => Plot.Images(new List<float[,]>())), StringComparison.Ordinal);
        Assert.Contains("image 1 is 1×3", Error(() => Plot.Images([new float[2, 2], new float[1, 3]])), StringComparison.Ordinal);
        Assert.Contains("no rows", Error(() => Plot.ImageRows([], 2, 2)), StringComparison.Ordinal);
        Assert.Contains("Row 'a' has 4 values but row 'b' has 8", Error(() => Plot.ImageRows([new("a", new float[4]), new("b", new float[8])], 2, 2)), StringComparison.Ordinal);
        Assert.Contains("2 columns but 1 titles", Error(() => Plot.ImageRows([new("a", new float[8])], 2, 2, columnTitles: new[] { 1 })), StringComparison.Ordinal);
        Assert.Contains("ascending", Error(() => Plot.Images(new float[4], 2, 2, min: 2)), StringComparison.Ordinal);
    }

    private static (int Width, int Height, int Channels, byte[] Pixels) Raster(Figure figure) =>
        FigureReader.Png(figure.Elements("image").Single().Attribute("href")!.Value);

    private static string Error(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
