using AeKit.Plots;

namespace AeKit.Tests.Plots;

public sealed class LineTests
{
    [Fact]
    public void Plotly_gets_the_points_with_x_from_one_and_null_for_a_gap()
    {
        var trace = Plot.Line([new("a", [0.1f, float.NaN, 0.3f])]).Plotly()["data"]![0]!;
        Assert.Equal("[1,2,3]", trace["x"]!.ToJsonString());
        Assert.Equal("[0.1,null,0.3]", trace["y"]!.ToJsonString());
        Assert.Equal("a", trace["name"]!.GetValue<string>());
    }

    [Fact]
    public void Accepts_what_notebooks_have_at_hand()
    {
        Assert.Contains("3 points, y 1 … 3", Plot.Line(new[] { 1f, 2, 3 }).ToString(), StringComparison.Ordinal);
        Assert.Contains("3 points, y 1 … 3", Plot.Line(new List<double> { 1, 2, 3 }).ToString(), StringComparison.Ordinal);
        Assert.Contains("2 points, y 1 … 2; x 10 … 20", Plot.Line(new[] { 10, 20 }, new[] { 1f, 2f }).ToString(), StringComparison.Ordinal);
        Assert.Contains("2 points, y 5 … 6", Plot.Line([new("a", new[] { 5.0, 6 })]).ToString(), StringComparison.Ordinal);
        Assert.Contains("2 points, y 5 … 6", Plot.Line([Series.Of("a", new[] { 1L, 2 }, new[] { 5m, 6 })]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Curve_goes_through_its_points()
    {
        // Ticks tell where values lie: the curve through (0, 0) … (10, 10) must meet the crossing of the ticks at 10.
        Figure figure = Plot.Line(Enumerable.Range(0, 11), Enumerable.Range(0, 11));
        var ten = figure.Elements("text").Where(text => text.Value == "10").ToArray();
        double x = ten.Single(text => text.Attribute("text-anchor")!.Value == "middle").Number("x");
        double y = ten.Single(text => text.Attribute("text-anchor")!.Value == "end").Number("y") - 4;
        string curve = figure.Elements("path").Single(path => path.Attribute("stroke-width")?.Value == "2").Attribute("d")!.Value;
        Assert.EndsWith(FormattableString.Invariant($"L{x:0.#} {y:0.#}"), curve, StringComparison.Ordinal);
        Assert.Equal(10, curve.Count(c => c == 'L'));
    }

    [Theory]
    [InlineData(new[] { 0.0, 1 }, new[] { "0.0", "0.2", "0.4", "0.6", "0.8", "1.0" })]
    [InlineData(new[] { -3e6, 3e6 }, new[] { "−2×10⁶", "0", "2×10⁶" })]
    [InlineData(new[] { 12345.0, 12346 }, new[] { "12345.0", "12345.2", "12346.0" })]
    [InlineData(new[] { 0.0, 3e-7 }, new[] { "0", "1×10⁻⁷", "2×10⁻⁷", "3×10⁻⁷" })]
    public void Linear_ticks_are_round_numbers(double[] y, string[] labels) => Assert.Superset(labels.ToHashSet(), YLabels(Plot.Line(y)));

    [Fact]
    public void Epochs_have_no_ticks_between_them() =>
        Assert.Equal(["1", "2", "3"], Plot.Line([0.5, 0.2, 0.1]).Elements("text").Where(t => t.Attribute("text-anchor")?.Value == "middle").Select(t => t.Value));

    [Theory]
    [InlineData(new[] { 0.01, 100 }, new[] { "0.01", "0.1", "1", "10", "100" })]
    [InlineData(new[] { 1e-8, 1e-2 }, new[] { "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²" })]
    [InlineData(new[] { 0.02, 0.2 }, new[] { "0.02", "0.05", "0.1", "0.2" })]
    [InlineData(new[] { 50.0, 60 }, new[] { "50", "52", "54", "56", "58", "60" })]
    public void Logarithmic_ticks_are_decades_or_1_2_5(double[] y, string[] labels) =>
        Assert.Superset(labels.ToHashSet(), YLabels(Plot.Line(y, logY: true)));

    [Theory]
    [InlineData(new[] { 5.0, 5, 5 })]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { 1e-12, 1e-12 })]
    [InlineData(new[] { double.NaN, double.NaN })]
    [InlineData(new[] { 1e300, -1e300 })]
    [InlineData(new[] { double.NaN, 1, double.NaN })]
    public void Degenerate_values_still_give_a_picture(double[] y)
    {
        Figure figure = Plot.Line(y, title: "t");
        Assert.True(figure.Texts().Count >= 4, string.Join(' ', figure.Texts()));
        bool isolated = y.Count(double.IsFinite) == 1;
        Assert.Equal(isolated, figure.Elements("path").Any(path => path.Attribute("d")!.Value.EndsWith("h0", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_band_is_as_high_as_twice_the_spread()
    {
        var data = Plot.Line([new Series("a", [1.0, 2]).WithSpread([0.5f, 0.25f])]).Plotly()["data"]!.AsArray();
        Assert.Equal("[0.5,1.75]", data[0]!["y"]!.ToJsonString());
        Assert.Equal("[1.5,2.25]", data[1]!["y"]!.ToJsonString());
        Assert.Equal("tonexty", data[1]!["fill"]!.GetValue<string>());
        Assert.Equal("[1,2]", data[2]!["y"]!.ToJsonString());
    }

    [Fact]
    public void Twenty_thousand_points_stay_small_and_keep_their_extremes()
    {
        double[] y = [.. Enumerable.Range(0, 20_000).Select(i => Math.Sin(i * 0.7))];
        y[12_345] = 5;
        Figure figure = Plot.Line(y);
        Assert.True(figure.ToSvg().Length < 60_000, $"{figure.ToSvg().Length} bytes");
        // The peak is the highest point of the curve, so it alone reaches its y.
        string curve = figure.Elements("path").Single(path => path.Attribute("stroke-width")?.Value == "2").Attribute("d")!.Value;
        double[] heights = [.. curve.Split('M', 'L').Skip(1).Select(point => double.Parse(point.Split(' ')[1]))];
        Assert.Equal(1, heights.Count(h => h < heights.Order().ElementAt(1)));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("at least one series", Error(() => Plot.Line([])), StringComparison.Ordinal);
        Assert.Contains("'a' has no points", Error(() => Plot.Line([new("a", Array.Empty<float>())])), StringComparison.Ordinal);
        Assert.Contains("'a' has 2 x but 3 y", Error(() => Plot.Line([new("a", [1.0, 2], [1, 2, 3])])), StringComparison.Ordinal);
        Assert.Contains("x[1] is NaN", Error(() => Plot.Line([new("a", [1.0, double.NaN], [1, 2])])), StringComparison.Ordinal);
        Assert.Contains("'a': y[1] is 0", Error(() => Plot.Line([new("a", [1.0, 0])], logY: true)), StringComparison.Ordinal);
        Assert.Contains("'a': x[0] is -1", Error(() => Plot.Line([new("a", [-1.0, 1], [1, 1])], logX: true)), StringComparison.Ordinal);
        Assert.Contains("2 points but 1 spreads", Error(() => new Series("a", [1.0, 2]).WithSpread([1])), StringComparison.Ordinal);
        Assert.Contains("spread[0] is -1", Error(() => new Series("a", [1.0]).WithSpread([-1])), StringComparison.Ordinal);
        Assert.Contains("160 to 4000", Error(() => Plot.Line(new[] { 1 }, width: 10)), StringComparison.Ordinal);
    }

    private static HashSet<string> YLabels(Figure figure) =>
        [.. figure.Elements("text").Where(text => text.Attribute("text-anchor")?.Value == "end").Select(text => text.Value)];

    private static string Error(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
