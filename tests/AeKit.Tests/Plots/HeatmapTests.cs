using AeKit.Plots;

namespace AeKit.Tests.Plots;

public sealed class HeatmapTests
{
    [Fact]
    public void Row_zero_is_on_top_and_a_diverging_scale_is_white_at_zero()
    {
        var (width, height, channels, pixels) = Cells(Plot.Heatmap(new float[,] { { -2, 0 }, { 1, float.NaN } }, diverging: true));
        Assert.Equal((2, 2, 3), (width, height, channels));
        Assert.Equal<byte>([0x00, 0x39, 0x5a], pixels[..3]);
        Assert.Equal<byte>([255, 255, 255], pixels[3..6]);
        Assert.True(pixels[6] > pixels[8], "a positive value is orange");
        Assert.Equal<byte>([0xdd, 0xdd, 0xdd], pixels[9..]);
    }

    [Fact]
    public void A_sequential_scale_runs_from_the_smallest_to_the_largest_value()
    {
        byte[] pixels = Cells(Plot.Heatmap(new[,] { { 3, 5, 7 } })).Pixels;
        Assert.Equal<byte>([0x44, 0x01, 0x54], pixels[..3]);
        Assert.Equal<byte>([0xfd, 0xe7, 0x25], pixels[6..]);
    }

    [Fact]
    public void Plotly_gets_matrix_range_and_names()
    {
        var plotly = Plot.Heatmap(new[,] { { 1, 2 }, { 3, 4 } }, rows: ["a", "b"], columns: ["c", "<d>"], min: 0, showValues: true).Plotly();
        var trace = plotly["data"]![0]!;
        Assert.Equal("[[1,2],[3,4]]", trace["z"]!.ToJsonString());
        Assert.Equal((0.0, 4.0), (trace["zmin"]!.GetValue<double>(), trace["zmax"]!.GetValue<double>()));
        Assert.Equal("&lt;d>".Replace(">", "&gt;", StringComparison.Ordinal), plotly["layout"]!["xaxis"]!["ticktext"]![1]!.GetValue<string>());
        Assert.Equal("[1.5,-0.5]", plotly["layout"]!["yaxis"]!["range"]!.ToJsonString());
    }

    [Fact]
    public void Values_are_written_into_their_cells()
    {
        Figure figure = Plot.Heatmap(new[,] { { 0.125, -7.5 } }, showValues: true);
        Assert.Superset(new HashSet<string> { "0.125", "−7.5" }, figure.Texts().ToHashSet());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 400)]
    [InlineData(600, 2)]
    public void Any_shape_fits_on_a_page(int rows, int columns)
    {
        var svg = Plot.Heatmap(new float[rows, columns], title: "constant").Picture();
        Assert.InRange(svg.Number("width"), 150, 700);
        Assert.InRange(svg.Number("height"), 60, 700);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("at least one value", Error(() => Plot.Heatmap(new double[0, 3])), StringComparison.Ordinal);
        Assert.Contains("2 rows but 1 names", Error(() => Plot.Heatmap(new double[2, 3], rows: ["a"])), StringComparison.Ordinal);
        Assert.Contains("3 columns but 1 names", Error(() => Plot.Heatmap(new double[2, 3], columns: ["a"])), StringComparison.Ordinal);
        Assert.Contains("ascending", Error(() => Plot.Heatmap(new double[2, 3], min: 1)), StringComparison.Ordinal);
    }

    private static (int Width, int Height, int Channels, byte[] Pixels) Cells(Figure figure) =>
        FigureReader.Png(figure.Elements("image")[0].Attribute("href")!.Value);

    private static string Error(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
