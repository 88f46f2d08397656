using System.Text.Json.Nodes;
using AeKit.Plots;
using Plotly.NET;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;
using Figure = AeKit.Plots.Figure;

namespace AeKit.Interop.Tests;

public sealed class PlotlyTests
{
    public static TheoryData<string> Kinds => ["line", "log", "scatter", "heatmap", "diverging", "bar", "images", "rows"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_Plotly_NET_serialises_is_the_figure(string kind)
    {
        Figure figure = Figures.Make(kind);

        JsonNode chart = figure.ToChart().Json();

        AssertEqual(figure.Json()["data"], chart["data"]);
        AssertEqual(figure.Json()["layout"], chart["layout"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void There_and_back_is_the_same_figure_with_the_same_picture(string kind)
    {
        Figure figure = Figures.Make(kind);

        Figure back = figure.ToChart().ToFigure();

        AssertEqual(figure.Json(), back.Json());
        Assert.Equal(figure.Title, back.Title);
        // A value at a bar with an error bar stands elsewhere, and titles of axes repeat; the words are the same.
        Assert.Equal(figure.Texts().Order(), back.Texts().Order());
        string[] shapes = ["path", "image"];
        Assert.All(shapes, shape => Assert.Equal(figure.Elements(shape).Length > 0, back.Elements(shape).Length > 0));
        Assert.DoesNotContain("no static picture", back.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_have_the_types_that_Plotly_NET_looks_for()
    {
        GenericChart chart = Figures.Make("line").ToChart();

        Assert.Equal(2, chart.GetTraces().Length);
        Assert.All(chart.GetTraces(), trace => Assert.IsType<Trace2D>(trace));
        Assert.Equal("#0072b2", Trace.getLine(chart.GetTraces()[0]).GetPropertyValue("color"));
        Layout layout = chart.GetLayout();
        Assert.Equal("epoch", Layout.getXAxes(layout).Single().Item2.TryGetTypedPropertyValue<Title>("title").Value.GetPropertyValue("text"));
        Assert.Single(Layout.getYAxes(layout));
        Assert.Single(Layout.getLegends(layout));
        Assert.Equal((640, 400), (GenericChart.tryGetLayoutSize(chart).Item1.Value, GenericChart.tryGetLayoutSize(chart).Item2.Value));
        Assert.Equal(4, Figures.Make("images").ToChart().GetLayout().TryGetTypedPropertyValue<IEnumerable<Annotation>>("annotations").Value.Count());
    }

    [Fact]
    public void Plotly_NET_changes_what_it_names_and_leaves_the_rest()
    {
        Figure figure = Figures.Make("line");

        Figure changed = figure.ToChart()
            .WithSize(900, 300)
            .WithXAxisStyle<double, double, string>(TitleText: "steps")
            .ToFigure();

        JsonNode layout = changed.Json()["layout"]!, before = figure.Json()["layout"]!;
        Assert.Equal((900, 300), ((int)layout["width"]!, (int)layout["height"]!));
        Assert.Equal("steps", (string?)layout["xaxis"]!["title"]!["text"]);
        AssertEqual(before["xaxis"]!["range"], layout["xaxis"]!["range"]);
        AssertEqual(before["yaxis"], layout["yaxis"]);
        AssertEqual(before["title"], layout["title"]);
        AssertEqual(figure.Json()["data"], changed.Json()["data"]);
        Assert.Contains("steps", changed.Texts());
        Assert.DoesNotContain("epoch", changed.Texts());
    }

    [Fact]
    public void Charts_can_be_combined()
    {
        GenericChart line = Figures.Make("line").ToChart();

        GenericChart both = GenericChart.combine([line, Chart.Line<double, double, string>([1, 4], [2.5, 2.5], Name: "floor")]);

        Figure figure = both.ToFigure();
        Assert.Equal(["train", "a &lt; b", "floor"], figure.Json()["data"]!.AsArray().Select(trace => (string?)trace!["name"]));
        Assert.Contains("floor", figure.Texts());
        Assert.Contains("a < b", figure.Texts());
    }

    [Fact]
    public void A_chart_of_lines_is_drawn_in_its_own_colours()
    {
        GenericChart chart = Chart.Line<double, double, string>(
            [1, 2, 3], [1.5, double.NaN, 2], Name: "loss", MarkerColor: Color.fromString("crimson"), LineColor: Color.fromHex("#ff0000"));

        Figure figure = chart.ToFigure();

        AssertEqual(JsonNode.Parse("[1.5,null,2]"), figure.Json()["data"]![0]!["y"]);
        AssertEqual(chart.Json()["layout"], figure.Json()["layout"]);
        Assert.Contains(figure.Elements("path"), path => path.Attribute("stroke")?.Value.StartsWith("rgba(255, 0, 0", StringComparison.Ordinal) == true);
        Assert.Equal("Plotly chart: scatter loss of 3 values, y 1.5 … 2", figure.ToString());
    }

    [Fact]
    public void A_chart_of_columns_has_its_names_below_the_bars()
    {
        Figure figure = Chart.Column<double, string, string>([3.0, 1, 2], Keys: new(["zero", "one", "two"], true)).ToFigure();

        Assert.Equal(3, figure.Texts().Intersect(["zero", "one", "two"]).Count());
        string bars = figure.Elements("path").Single(path => path.Attribute("fill-opacity") is not null).Attribute("d")!.Value;
        Assert.Equal(3, bars.Count(c => c == 'Z'));
        // Heights are as 3 : 1 : 2. M x zero L x top …
        double[] heights = [.. bars.Split('M', StringSplitOptions.RemoveEmptyEntries).Select(bar =>
        {
            string[] points = bar.Split('L');
            return Y(points[0]) - Y(points[1]);
        })];
        Assert.Equal(3, heights[0] / heights[1], 0.02);
        Assert.Equal(2, heights[2] / heights[1], 0.02);

        static double Y(string point) => double.Parse(point.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Points_lie_where_the_axes_say()
    {
        Figure figure = Chart.Point<double, double, string>([0, 1, 2], [10.0, 20, 40]).ToFigure();

        string[] dots = figure.Elements("path").Single(path => path.Attribute("stroke-linecap") is not null).Attribute("d")!.Value
            .Split('M', StringSplitOptions.RemoveEmptyEntries);
        double[][] at = [.. dots.Select(dot => dot.Replace("h0", "", StringComparison.Ordinal).Split(' ').Select(value => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(at[1][0] - at[0][0], at[2][0] - at[1][0], 0.2);
        Assert.Equal(2, (at[1][1] - at[2][1]) / (at[0][1] - at[1][1]), 0.01);
    }

    public static TheoryData<string> Foreign => ["pie", "surface", "histogram", "spline", "bubble", "stacked", "polar", "heatmap"];

    [Theory]
    [MemberData(nameof(Foreign))]
    public void A_chart_that_the_kit_cannot_draw_keeps_its_JSON_and_says_what_it_is(string kind)
    {
        GenericChart chart = kind switch
        {
            "pie" => Chart.Pie<int, string, string>([1, 2], Labels: new(["a", "b"], true)),
            "surface" => Chart.Surface<double, double, double, string>([[1, 2], [3, 4]]),
            "histogram" => Chart.Histogram<double, double, string>(X: new([1.0, 1, 2], true)),
            "spline" => Chart.Spline<int, int, string>([1, 2, 3], [1, 4, 2]),
            "bubble" => Chart.Bubble<int, int, string>([1, 2], [3, 4], [10, 20]),
            "stacked" => GenericChart.combine([Chart.StackedColumn<int, string, string>([1, 2], Keys: new(["a", "b"], true)), Chart.StackedColumn<int, string, string>([3, 4], Keys: new(["a", "b"], true))]),
            "polar" => Chart.LinePolar<double, double, string>([1, 2], [0, 90]),
            _ => Chart.Heatmap<double, string, string, string>([[1.0, 2], [3, 4]]),
        };

        Figure figure = chart.ToFigure();

        AssertEqual(chart.Json()["data"], figure.Json()["data"]);
        AssertEqual(chart.Json()["layout"], figure.Json()["layout"]);
        AssertEqual(figure.Json(), figure.ToChart().ToFigure().Json());
        Assert.Equal(chart.GetTraces()[0].GetType(), figure.ToChart().GetTraces()[0].GetType());
        string type = (string)chart.Json()["data"]![0]!["type"]!;
        Assert.Contains(type, string.Join(' ', figure.Texts()), StringComparison.Ordinal);
        Assert.Contains("Interactive viewers show this chart; it has no static picture.", figure.Texts());
        Assert.StartsWith("Plotly chart: " + type, figure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_colour_or_no_picture_does_not_get_into_the_SVG()
    {
        const string Break = "red\"/><script>alert(1)</script>";
        GenericChart line = Chart.Line<double, double, string>([1, 2], [1, 2], Name: Break, UseDefaults: false);
        line.GetLayout().SetProperty("colorway", new[] { Break });
        GenericChart coloured = Chart.Line<double, double, string>([1, 2], [1, 2], UseDefaults: false, LineColor: Color.fromString(Break));
        GenericChart images = Figures.Make("images").ToChart();
        images.GetTraces()[0].SetProperty("source", "data:image/png;base64,%%%");

        Assert.All((GenericChart[])[line, coloured, images], chart => Assert.Empty(chart.ToFigure().Elements("script")));
        Assert.Contains(line.ToFigure().Elements("path"), path => path.Attribute("stroke")?.Value == "#1f77b4");
        Assert.Contains("Interactive viewers show this chart; it has no static picture.", coloured.ToFigure().Texts());
        Assert.Contains("Interactive viewers show this chart; it has no static picture.", images.ToFigure().Texts());
    }

    [Fact]
    public void An_empty_chart_is_a_figure_too()
    {
        Figure figure = Chart.Invisible().ToFigure();

        Assert.NotEmpty(figure.ToSvg());
        AssertEqual(figure.Json(), figure.ToChart().ToFigure().Json());
    }

    private static void AssertEqual(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected?.ToJsonString()}\nactual   {actual?.ToJsonString()}");
}
