using AeKit.Plots;

namespace AeKit.Tests.Plots;

public sealed class ScatterTests
{
    [Fact]
    public void Labels_give_groups_in_order_with_a_legend()
    {
        Figure figure = Plot.Scatter(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, labels: new[] { 10L, 9, 10 });
        var data = figure.Plotly()["data"]!.AsArray();
        Assert.Equal(["9", "10"], data.Select(trace => trace!["name"]!.GetValue<string>()));
        Assert.Equal("[1,5]", data[1]!["x"]!.ToJsonString());
        Assert.Equal("[2,6]", data[1]!["y"]!.ToJsonString());
        Assert.Superset(new HashSet<string> { "9", "10" }, figure.Texts().ToHashSet());
    }

    [Fact]
    public void Names_keep_their_order_of_appearance_and_no_two_of_ten_share_a_colour()
    {
        string[] names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        var data = Plot.Scatter(Enumerable.Range(0, 10), Enumerable.Range(0, 10), names).Plotly()["data"]!.AsArray();
        Assert.Equal(names, data.Select(trace => trace!["name"]!.GetValue<string>()));
        Assert.Equal(10, data.Select(trace => trace!["marker"]!["color"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public void Eighteen_hundred_points_stay_below_sixty_kilobytes()
    {
        var random = new Random(1);
        var points = new double[1800, 2];
        for (int i = 0; i < points.GetLength(0); i++)
            (points[i, 0], points[i, 1]) = (random.NextDouble(), random.NextDouble());
        Figure figure = Plot.Scatter(points, labels: Enumerable.Range(0, 1800).Select(i => i % 10));
        string svg = figure.ToSvg();
        Assert.True(svg.Length < 60_000, $"{svg.Length} bytes");
        Assert.Equal(1800 + 10, figure.Elements("path").Sum(path => path.Attribute("d")!.Value.Split("h0").Length - 1));
    }

    [Fact]
    public void Points_that_are_not_finite_are_left_out_and_mentioned()
    {
        Figure figure = Plot.Scatter(new[] { 1, double.NaN, 3 }, new[] { 1.0, 2, double.PositiveInfinity });
        Assert.Contains("1 points", figure.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 points are not finite and not shown", figure.ToString(), StringComparison.Ordinal);
        Assert.Equal("[1]", figure.Plotly()["data"]![0]!["x"]!.ToJsonString());
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("at least one point", Error(() => Plot.Scatter(new double[0, 2])), StringComparison.Ordinal);
        Assert.Contains("3 columns", Error(() => Plot.Scatter(new double[4, 3])), StringComparison.Ordinal);
        Assert.Contains("2 x but 1 y", Error(() => Plot.Scatter(new[] { 1, 2 }, new[] { 1 })), StringComparison.Ordinal);
        Assert.Contains("2 points but 1 labels", Error(() => Plot.Scatter(new double[2, 2], new[] { 1 })), StringComparison.Ordinal);
        Assert.Contains("diameter", Error(() => Plot.Scatter(new double[2, 2], size: 0)), StringComparison.Ordinal);
        Assert.Contains("Opacity", Error(() => Plot.Scatter(new double[2, 2], opacity: 1.5)), StringComparison.Ordinal);
    }

    private static string Error(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
