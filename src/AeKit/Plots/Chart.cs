using System.Text.Json.Nodes;
using AeKit.Plots.Svg;

namespace AeKit.Plots;

/// <summary>
/// What a <see cref="Figure"/> shows. Each kind of chart is one class that holds its data and draws itself twice,
/// as Plotly traces and as SVG, side by side in one file.
/// </summary>
internal abstract class Chart
{
    public string Title { get; init; } = "";

    public string XLabel { get; init; } = "";

    public string YLabel { get; init; } = "";

    public int Width { get; init; } = 640;

    public int Height { get; init; } = 400;

    /// <summary>The figure as Plotly JSON: <c>{"data":[…],"layout":{…}}</c>.</summary>
    public abstract JsonObject ToPlotly();

    /// <summary>The figure as an SVG document.</summary>
    public abstract string ToSvg();

    /// <summary>The figure in a line of text.</summary>
    public abstract string Describe();

    protected static JsonObject PlotlyFigure(IEnumerable<JsonObject> traces, JsonObject layout) =>
        new() { ["data"] = new JsonArray([.. traces]), ["layout"] = layout };

    /// <summary>Kind and title, as the text form begins.</summary>
    protected string Head(string kind) => Title.Length > 0 ? $"{kind} \"{Title}\"" : kind;

    /// <summary>The range of the finite values, for the text form.</summary>
    protected static string Range(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length == 0 ? "no finite values" : $"{NiceNumbers.Short(finite.Min())} … {NiceNumbers.Short(finite.Max())}";
    }
}
