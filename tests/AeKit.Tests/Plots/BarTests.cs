using AeKit.Plots;

namespace AeKit.Tests.Plots;

public sealed class BarTests
{
    [Fact]
    public void Bars_start_at_zero_and_are_as_high_as_their_values()
    {
        Figure figure = Plot.Bar(["a", "b"], new[] { 2.0, 1 });
        string[] bars = figure.Elements("path").Single(path => path.Attribute("fill")?.Value == "#0072b2").Attribute("d")!.Value.TrimEnd('Z').Split('Z');
        double[] heights = [.. bars.Select(Height)];
        Assert.Equal(2, heights[0] / heights[1], 0.01);

        static double Height(string bar)
        {
            double[] y = [.. bar.Split('M', 'L').Skip(1).Select(point => double.Parse(point.Split(' ')[1]))];
            return y[0] - y[1];
        }
    }

    [Fact]
    public void Spreads_become_error_bars()
    {
        var trace = Plot.Bar(["a", "b"], new[] { 2f, 1 }, errors: [0.5f, 0.25f]).Plotly()["data"]![0]!;
        Assert.Equal("[2,1]", trace["y"]!.ToJsonString());
        Assert.Equal("[0.5,0.25]", trace["error_y"]!["array"]!.ToJsonString());
    }

    [Fact]
    public void Several_series_stand_side_by_side_with_a_legend()
    {
        Figure figure = Plot.Bar(["a", "b"], [new("train", [1.0, 2]), new("test", [3.0, 4])], showValues: true);
        Assert.Superset(new HashSet<string> { "a", "b", "train", "test", "1", "2", "3", "4" }, figure.Texts().ToHashSet());
        Assert.Equal(2, figure.Plotly()["data"]!.AsArray().Count);
    }

    [Fact]
    public void All_zero_and_all_negative_values_have_an_axis()
    {
        Assert.Contains("0.0", Plot.Bar(["a"], new[] { 0 }).Texts());
        Assert.Contains("−2", Plot.Bar(["a", "b"], new[] { -2, -1 }, showValues: true).Texts());
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("at least one category", Error(() => Plot.Bar([], [new("a", [1.0])])), StringComparison.Ordinal);
        Assert.Contains("at least one series", Error(() => Plot.Bar(["a"], Array.Empty<Series>())), StringComparison.Ordinal);
        Assert.Contains("'s' has 1 values for 2 categories", Error(() => Plot.Bar(["a", "b"], [new("s", [1.0])])), StringComparison.Ordinal);
    }

    private static string Error(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
